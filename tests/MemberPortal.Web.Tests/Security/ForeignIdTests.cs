using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Security;

/// <summary>
/// Forms that are in order but for one field, which names a row of somebody else, of nobody, or none: refused, and not one row
/// changes in any table (5-quality.md, CVE-2026-29204: "the matrix covers secondary ids").
/// </summary>
public sealed class ForeignIdTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    private const string Half = "600";
    private const string Whole = "120000";

    public static TheoryData<string> Rows => [.. InputTable.Rows];

    [Theory, MemberData(nameof(Rows))]
    public async Task A_form_that_names_another_row_is_refused_and_one_that_names_its_own_is_not(string input)
    {
        var form = await FormAsync(input);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var wrong in Wrong.Ids.Select(portal.Fill).Concat(form.Foreign))
        {
            foreach (var fields in ((string, string)[][])[[(form.Field, wrong)], [(form.Field, wrong), (form.Field, form.Own)], form.IsList ? [(form.Field, form.Own), (form.Field, wrong)] : []])
            {
                if (fields.Length > 0)
                    await AssertRefusedAsync(form.By, form, fields, before);
            }
        }

        foreach (var other in Enum.GetValues<Person>().Where(person => !form.May.Contains(person)))
            await AssertRefusedAsync(other, form, [(form.Field, form.Own)], before);

        using var taken = await PostAsync(form.By, form, [(form.Field, form.Own)]);
        Assert.Equal(HttpStatusCode.Found, taken.StatusCode);
        Assert.NotEqual(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task Money_for_an_invoice_of_ones_own_and_one_of_anothers_is_not_recorded_and_no_page_is_closed_for_it()
    {
        var (own, foreign) = (await IssueAsync(), await IssueAsync(ofOther: true));
        await portal.OpenPaymentPageAsync(own);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        var form = new ForeignForm("/members/{member}/receive/cash", "Typed.Parts[1].Invoice", $"{own.Id}")
        {
            Others = [("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Parts[0].Invoice", $"{own.Id}"), ("Typed.Parts[0].Amount", Half), ("Typed.Parts[1].Amount", Half)],
        };

        await AssertRefusedAsync(Person.Seller, form, [(form.Field, $"{foreign.Id}")], before);
        await AssertRefusedAsync(Person.Seller, form, [(form.Field, $"{own.Id}")], before);   // the same invoice twice
    }

    [Fact]
    public async Task A_form_that_was_sent_for_another_member_leads_to_what_came_of_it_and_does_nothing_here()
    {
        var (own, foreign, key) = (await IssueAsync(), await IssueAsync(ofOther: true), $"{Guid.NewGuid()}");
        var record = new ForeignForm("/members/{other member}/receive/cash", "Typed.Parts[0].Invoice", $"{foreign.Id}") { Others = [("Typed.Key", key), ("Typed.Parts[0].Amount", Half)] };
        var write = new ForeignForm("/members/{other member}/invoices/new", "Typed.Lines[0].Price", "125") { Others = [("Typed.Key", key), ("Typed.Lines[0].Description", "Lost key")] };
        using var first = await PostAsync(Person.Seller, record, [(record.Field, record.Own)]);
        using var second = await PostAsync(Person.Seller, write, [(write.Field, write.Own)]);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        using var again = await PostAsync(Person.Seller, record with { Path = "/members/{member}/receive/cash" }, [(record.Field, $"{own.Id}")]);
        using var anew = await PostAsync(Person.Seller, write with { Path = "/members/{member}/invoices/new" }, [(write.Field, write.Own)]);

        Assert.Equal((first.Headers.Location, second.Headers.Location), (again.Headers.Location, anew.Headers.Location));
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    // The address says whose or which; a field or a key of the same name does not.
    [Theory]
    [InlineData(nameof(Person.Owner), "/invoices/{other invoice}/pay", "Number", "{invoice}", 404)]
    [InlineData(nameof(Person.Owner), "/invoices/{other invoice}?handler=Transfer", "Number", "{invoice}", 404)]
    [InlineData(nameof(Person.Owner), "/payments/{other attempt}", "Attempt", "{attempt}", 404)]
    [InlineData(nameof(Person.Visitor), "/pay/nonsense", "Token", "{pay link}", 410)]
    [InlineData(nameof(Person.Visitor), "/set-password/nonsense", "Token", "{link}", 410)]
    [InlineData(nameof(Person.Seller), "/members/99999/payment-method/remove", "Number", "{member}", 404)]
    [InlineData(nameof(Person.Seller), "/members/99999/products/new", "Number", "{member}", 404)]
    [InlineData(nameof(Person.Seller), "/members/99999/invoices/new", "Number", "{member}", 404)]
    [InlineData(nameof(Person.Seller), "/members/99999/receive/cash", "Number", "{member}", 404)]
    [InlineData(nameof(Person.Seller), "/claims/99999/pause", "Id", "{row}", 404)]
    [InlineData(nameof(Person.Seller), "/claims/99999/send", "Id", "{draft}", 404)]
    [InlineData(nameof(Person.Seller), "/claims/99999/edit", "Id", "{draft}", 404)]
    [InlineData(nameof(Person.Seller), "/desk/receipts/R2026-99999/reverse", "Number", "{hand receipt}", 404)]
    [InlineData(nameof(Person.Seller), "/desk/receipts/R2026-99999/code", "Number", "{hand receipt}", 404)]
    [InlineData(nameof(Person.Admin), "/mails/99999", "Id", "{mail}", 404)]
    public async Task What_the_address_names_is_not_replaced_by_a_field(string who, string path, string field, string id, int status)
    {
        var form = new ForeignForm(path, field, portal.Fill(id))
        {
            Others =
            [
                ("comment", "No"), ("Why", "No"), ("until", "2026-04-01"), ("Password", "a quiet lake at dawn"), ("Until", ""), ("Typed.Key", $"{Guid.NewGuid()}"),
                ("Typed.Lines[0].Description", "Key"), ("Typed.Lines[0].Price", "1"),
            ],
        };
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        var by = Enum.Parse<Person>(who);
        using var posted = await PostAsync(by, form, [(form.Field, form.Own)]);
        var query = form with { Path = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{field}={Uri.EscapeDataString(form.Own)}" };
        using var queried = await PostAsync(by, query, []);

        Assert.Equal((status, status), ((int)posted.StatusCode, (int)queried.StatusCode));
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    /// <summary>A form in order, with things of its own: one made here is nobody else's to change.</summary>
    private async Task<ForeignForm> FormAsync(string input)
    {
        var (own, foreign) = (await IssueAsync(), await IssueAsync(ofOther: true));
        var (draft, foreignDraft) = (await AddDraftOfAsync("member"), await AddDraftOfAsync("other member"));
        string[] rows = [$"{foreign.Id}", $"{draft.Id}", $"{foreignDraft.Id}"];
        return input switch
        {
            "/Invoices/Invoice method" => new($"/invoices/{own.Number}/pay", "method", await CardAsync())
            {
                By = Person.Owner, Others = [("way", "SavedMethod"), ("shown", Whole)], Foreign = rows,
            },
            "/Payments/PayInvoices method" => new("/invoices/pay", "method", await CardAsync())
            {
                By = Person.Owner, Others = [("way", "SavedMethod"), ("shown", Whole), ("chosen", own.Number!)], Foreign = rows,
            },
            "/Payments/PayInvoices chosen[0]" => new("/invoices/pay", "chosen", own.Number!)
            {
                By = Person.Owner, Others = [("shown", Whole)], IsList = true, Foreign = [foreign.Number!, $"{own.Id}", own.Kid!, $"{draft.Id}"],
            },
            "/Payments/Record Invoice" => new("/members/{member}/receive/cash", "?invoice", $"{own.Id}")
            {
                Others = [("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Parts[0].Invoice", $"{own.Id}"), ("Typed.Parts[0].Amount", Half)], Foreign = rows,
            },
            "/Payments/Record Typed.Parts[0].Invoice" => new("/members/{member}/receive/cash", "Typed.Parts[0].Invoice", $"{own.Id}")
            {
                Others = [("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Parts[0].Amount", Half)], Foreign = rows,
            },
            "/Claims/New Typed.Lines[0].Product" => new("/members/{member}/invoices/new", "Typed.Lines[0].Product", await ProductAsync("NOK"))
            {
                Others = [("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Lines[0].Price", "1")], Foreign = [await ProductAsync("EUR")],
            },
            "/Claims/Edit Typed.Lines[0].Product" => new($"/claims/{draft.Id}/edit", "Typed.Lines[0].Product", await ProductAsync("NOK"))
            {
                Others = [("Typed.Lines[0].Price", "1")], Foreign = [await ProductAsync("EUR")],
            },
            "/Members/Assign Product" => new("/members/{member}/products/new", "Product", await ProductAsync("NOK")) { Others = [("Why", "Won it")] },
            "/Runs/Index item" => new("/runs/aside", "item", await FailedItemAsync(isOpen: true)) { By = Person.Admin, Foreign = [await FailedItemAsync(isOpen: false)] },
            "/Runs/Index job" => new("/runs/run", "job", nameof(Web.Features.Payments.TidyReceiptLinks)) { By = Person.Admin, Foreign = ["JobRunner", "tidyreceiptlinks", "TidyReceiptLinks "] },
            _ => throw new ArgumentOutOfRangeException(nameof(input), input, "Nobody tries others with it yet."),
        };
    }

    private async Task AssertRefusedAsync(Person person, ForeignForm form, (string, string)[] fields, IReadOnlyList<string> before)
    {
        using var answer = await PostAsync(person, form, fields);
        var isRefused = answer.StatusCode != HttpStatusCode.Found || answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal);
        Assert.True(isRefused && (int)answer.StatusCode < 500, $"{person} {form.Field} {string.Join(" and ", fields)}: {answer.StatusCode} {answer.Headers.Location}");
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    private async Task<HttpResponseMessage> PostAsync(Person person, ForeignForm form, (string Name, string Value)[] fields)
    {
        var inAddress = form.Field.StartsWith('?');
        var path = portal.Fill(form.Path) + (inAddress ? "?" + string.Join('&', fields.Select(f => $"{form.Field[1..]}={Uri.EscapeDataString(f.Value)}")) : "");
        return await portal[person].PostWithTokenAsync(await portal[person].TokenAsync("/forgot-password"), path, [.. form.Others, .. inAddress ? [] : fields]);
    }

    private async Task<Invoice> IssueAsync(bool ofOther = false) => await portal.IssueInvoiceAsync(await MemberAsync(ofOther ? "other member" : "member"));

    private async Task<Invoice> AddDraftOfAsync(string whose) => await portal.AddDraftAsync(await MemberAsync(whose));

    private Task<Member> MemberAsync(string whose)
    {
        var number = int.Parse(portal.Fill($"{{{whose}}}"), System.Globalization.CultureInfo.InvariantCulture);
        return portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Number == number));
    }

    private async Task<string> CardAsync() => $"{(await portal.MethodOfAsync(await MemberAsync("member")))!.Id}";

    private async Task<string> ProductAsync(string currency)
    {
        var product = new Product { Name = "Training ice", Currency = currency, Price = 45_000, VatRate = 2500 };
        await portal.WithDbAsync(async db =>
        {
            db.Add(product);
            await db.SaveChangesAsync();
        });
        return $"{product.Id}";
    }

    private async Task<string> FailedItemAsync(bool isOpen)
    {
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        var item = new FailedItem
        {
            Job = "IssueDueDrafts", UseCase = "IssueInvoice", Item = $"{Guid.NewGuid()}", Reason = "TimeoutException", FirstAt = now, LastAt = now, Tries = 1,
            ResolvedAt = isOpen ? null : now,
        };
        await portal.WithDbAsync(async db =>
        {
            db.Add(item);
            await db.SaveChangesAsync();
        });
        return $"{item.Id}";
    }

    /// <param name="Path">Where it goes.</param>
    /// <param name="Field">Which of its fields names a row; with a question mark, a key of the address does.</param>
    /// <param name="Own">The row that it may name.</param>
    private sealed record ForeignForm(string Path, string Field, string Own)
    {
        public Person By { get; init; } = Person.Seller;
        public (string, string)[] Others { get; init; } = [];

        /// <summary>Rows that are there, and not for this form.</summary>
        public string[] Foreign { get; init; } = [];

        /// <summary>It may name several: then all must be in order.</summary>
        public bool IsList { get; init; }

        public Person[] May => By == Person.Seller ? [Person.Seller, Person.Admin] : [By];
    }
}

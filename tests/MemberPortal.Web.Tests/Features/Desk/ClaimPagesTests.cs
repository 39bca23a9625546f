using System.Net;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.Desk;

/// <summary>A member, an invoice and the audit log as the desk sees them, and invoices written there, without scripts.</summary>
public sealed class ClaimPagesTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task An_invoice_of_a_product_and_a_free_line_is_written_changed_and_sent()
    {
        var (member, product) = (await portal.AddMemberAsync(), await portal.AddProductAsync("Locker", 30_000));
        using var seller = await portal.SignedInAsync(Role.Seller);
        var form = $"/members/{member.Number}/invoices/new";

        using var roomier = await seller.PostAsync(form, $"{form}/line", ("Typed.Lines[0].Product", $"{product.Id}"), ("Typed.DueOn", "2026-04-01"));
        Assert.Contains("name=\"Typed.Lines[1].Description\"", await roomier.TextAsync(), StringComparison.Ordinal);

        using var saved = await seller.PostAsync(
            form,
            ("Typed.Lines[0].Product", $"{product.Id}"), ("Typed.Lines[0].Until", "2026-12-31"),
            ("Typed.Lines[1].Description", "Lost key"), ("Typed.Lines[1].Quantity", "2"), ("Typed.Lines[1].Price", "125.50"), ("Typed.Lines[1].Vat", "25"),
            ("Typed.DueOn", "2026-04-01"), ("Typed.Why", "Asked at the counter"));
        var claim = saved.Headers.Location!.OriginalString;
        var page = await seller.ReadAsync(claim);
        Assert.Contains("goes out by itself today at", page, StringComparison.Ordinal);
        Assert.Contains("551.00", page, StringComparison.Ordinal);
        Assert.Contains("Asked at the counter", page, StringComparison.Ordinal);

        using var changed = await seller.PostAsync($"{claim}/edit", ("Typed.Lines[0].Product", $"{product.Id}"), ("Typed.Lines[0].Price", "250"));
        Assert.Equal(claim, changed.Headers.Location!.OriginalString);
        using var sent = await seller.PostAsync(claim, $"{claim}/send");
        Assert.Equal(claim, sent.Headers.Location!.OriginalString);

        var invoice = await portal.WithDbAsync(db => db.Invoices.Include(i => i.Lines).SingleAsync(i => i.MemberId == member.Id));
        Assert.Equal(("Locker", 25_000, InvoiceStatus.Open), (invoice.Title, invoice.Total, invoice.Facts.StatusOn(Today)));
        Assert.Equal((product.Id, 2500), (invoice.Lines[0].ProductId!.Value, invoice.Lines[0].VatRate));
        using var again = await seller.PostAsync(form, $"{claim}/send");
        Assert.Contains("no draft any more", await again.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_taps_on_save_lead_to_one_draft()
    {
        var member = await portal.AddMemberAsync();
        using var seller = await portal.SignedInAsync(Role.Seller);
        var form = $"/members/{member.Number}/invoices/new";
        var key = System.Text.RegularExpressions.Regex.Match(await seller.ReadAsync(form), "name=\"Typed.Key\" value=\"([^\"]+)\"").Groups[1].Value;
        (string, string)[] typed = [("Typed.Key", key), ("Typed.Lines[0].Description", "Lost key"), ("Typed.Lines[0].Price", "125")];

        using var first = await seller.PostAsync(form, typed);
        using var second = await seller.PostAsync(form, typed);

        Assert.NotEqual("", key);
        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await portal.WithDbAsync(db => db.Invoices.CountAsync(i => i.MemberId == member.Id)));
    }

    [Theory]
    [InlineData("Typed.Lines[0].Description", "", "Draft.DescriptionMissing")]
    [InlineData("Typed.Lines[0].Price", "", "NumberProblem.Missing")]
    [InlineData("Typed.Lines[0].Price", "-1", "NumberProblem.Negative")]
    [InlineData("Typed.Lines[0].Price", "1.005", "NumberProblem.TooManyDecimals")]
    [InlineData("Typed.Lines[0].Quantity", "0", "Draft.WrongQuantity")]
    [InlineData("Typed.Lines[0].Quantity", "1000", "Draft.WrongQuantity")]
    [InlineData("Typed.Lines[0].Quantity", "1.5", "NumberProblem.TooManyDecimals")]
    [InlineData("Typed.Lines[0].Vat", "101", "NumberProblem.TooLarge")]
    [InlineData("Typed.Lines[0].Product", "99999", "Assign.ProductMissing")]
    [InlineData("Typed.DueOn", "2026-02-30", "Form.NoDay")]
    [InlineData("Typed.Lines[0].Until", "2026-01-01", "Draft.EndsBeforeStart")]
    public async Task A_draft_with_something_wrong_is_not_saved_and_says_what(string field, string typed, string key)
    {
        var member = await portal.AddMemberAsync();
        using var seller = await portal.SignedInAsync(Role.Seller);
        (string Name, string Value)[] right =
        [
            ("Typed.Lines[0].Description", "Lost key"), ("Typed.Lines[0].Price", "125"), ("Typed.Lines[0].Quantity", "1"),
            ("Typed.Lines[0].From", "2026-02-01"), ("Typed.DueOn", "2026-04-01"),
        ];
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        using var answer = await seller.PostAsync(
            $"/members/{member.Number}/invoices/new", [.. right.Where(f => f.Name != field), (field, typed)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Localization.Resx.Pages.In("en")[key], await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task A_discarded_draft_asks_for_nothing_and_says_who_discarded_it()
    {
        var draft = await portal.AddDraftAsync(await portal.AddMemberAsync());
        using var seller = await portal.SignedInAsync(Role.Seller);

        using var answer = await seller.PostAsync($"/claims/{draft.Id}", $"/claims/{draft.Id}/discard", ("Why", "Made out twice"));
        var page = await seller.ReadAsync($"/claims/{draft.Id}");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("<q>Made out twice</q>", page, StringComparison.Ordinal);
        Assert.Contains("<del>", page, StringComparison.Ordinal);
        using var edit = await seller.GetAsync($"/claims/{draft.Id}/edit");
        Assert.Equal(HttpStatusCode.NotFound, edit.StatusCode);
    }

    [Fact]
    public async Task An_invoice_says_where_its_money_is()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.RecordAsync(invoice, 110_000, "cheque");
        using var seller = await portal.SignedInAsync(Role.Seller);

        var page = await seller.ReadAsync($"/claims/{invoice.Id}");

        Assert.Contains(Localization.Resx.Pages.In("en")["AccountKind.Cheques"], page, StringComparison.Ordinal);
        Assert.Contains(Localization.Resx.Pages.In("en")["AccountKind.Receivable"], page, StringComparison.Ordinal);
        Assert.Contains("Selma Aasen", page, StringComparison.Ordinal);
        Assert.Contains(Billing.Kids.Kid.Grouped(invoice.Kid!), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_is_shown_with_all_that_the_desk_works_with()
    {
        var (member, product) = (await portal.AddMemberAsync("Kari Nordmann"), await portal.AddProductAsync("Season ticket"));
        var (owed, paid) = (await portal.IssueInvoiceAsync(member, title: "Owed fee"), await portal.IssueInvoiceAsync(member, title: "Paid fee"));
        var receipt = await portal.RecordAsync(paid, 120_000);
        var draft = await portal.AddDraftAsync(member, title: "Draft fee");
        using var seller = await portal.SignedInAsync(Role.Seller);
        var at = $"/members/{member.Number}";

        using var assigned = await seller.PostAsync($"{at}/products/new", ("Product", $"{product.Id}"), ("Until", "2026-12-31"), ("Why", "Won it"));
        var page = await seller.ReadAsync(at);

        Assert.Contains("The product is assigned.", page, StringComparison.Ordinal);
        foreach (var shown in (string[])["Season ticket", "Owed fee", "Paid fee", "Draft fee", "Manual", $"/claims/{owed.Id}", $"/claims/{draft.Id}",
            $"/desk/receipts/{receipt}", $"{at}/payment-method/remove", $"{at}/receive/cash", member.Email!])
            Assert.Contains(shown, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_reads_since_when_a_members_address_is_refused_and_what_ends_it()
    {
        var (refused, sound) = (await portal.AddMemberAsync(), await portal.AddMemberAsync());
        await portal.WithDbAsync(db => db.Members.Where(m => m.Id == refused.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.EmailBouncedAt, new DateTime(2026, 2, 27, 23, 30, 0, DateTimeKind.Utc))));
        using var seller = await portal.SignedInAsync(Role.Seller);

        var page = await seller.ReadAsync($"/members/{refused.Number}");

        Assert.Contains("refused on 28 February", page, StringComparison.Ordinal);
        Assert.Contains("Ask the member", page, StringComparison.Ordinal);
        Assert.DoesNotContain("refused on", await seller.ReadAsync($"/members/{sound.Number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_is_read_page_by_page_and_member_by_member()
    {
        var member = await portal.AddMemberAsync("Kari Nordmann");
        await portal.AddAsync([.. Enumerable.Range(0, 120).Select(i => new AuditEntry
        {
            At = portal.Clock.GetUtcNow().UtcDateTime,
            By = "Selma Aasen",
            AccountId = 1,
            What = AuditAct.ReceiptShown,
            MemberId = member.Id,
            Detail = $"R-{i}.",
        })]);
        using var admin = await portal.SignedInAsync(Role.Admin);

        var first = await admin.ReadAsync($"/audit?member={member.Number}");
        var second = await admin.ReadAsync(Between(first, "class=\"button plain\" href=\"", "\""));
        var third = await admin.ReadAsync(Between(second, "class=\"button plain\" href=\"", "\""));

        Assert.Contains("R-119.", first, StringComparison.Ordinal);
        Assert.Contains("R-69.", second, StringComparison.Ordinal);
        Assert.Contains("R-0.", third, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"button plain\"", third, StringComparison.Ordinal);
        Assert.Contains("Nothing has been changed here yet.", await admin.ReadAsync("/audit?member=99999"), StringComparison.Ordinal);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}

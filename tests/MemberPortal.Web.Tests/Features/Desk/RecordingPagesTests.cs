using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Localization;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.Desk;

/// <summary>Recording, the receipt and taking back, as a browser without scripts walks them.</summary>
public sealed partial class RecordingPagesTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("en", "Cash from Ola Hansen", "Record 1,200.00", "Recorded.")]
    [InlineData("nb", "Kontanter fra Ola Hansen", "Registrer 1 200,00", "Registrert.")]
    public async Task Cash_for_one_invoice_is_one_tap_and_the_receipt_follows(string language, string title, string button, string done)
    {
        var (invoice, path) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller, language);

        var form = Plain(await seller.ReadAsync(path));
        using var recorded = await PostAsync(seller, path);
        var page = await seller.ReadAsync(recorded.Headers.Location!.OriginalString);

        Assert.Contains(title, form, StringComparison.Ordinal);
        Assert.Contains(button, form, StringComparison.Ordinal);
        Assert.Contains(done, page, StringComparison.Ordinal);
        Assert.Contains("@example.org", page, StringComparison.Ordinal);
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.DoesNotContain(done, await seller.ReadAsync(recorded.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_tapped_five_times_records_once_and_leads_to_the_one_receipt()
    {
        var (invoice, path) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller);
        var fields = await FieldsAsync(seller, path);
        var token = await seller.TokenAsync(path);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => seller.PostWithTokenAsync(token, path, fields))));

        Assert.Single(answers.Select(answer => answer.Headers.Location?.OriginalString).Distinct());
        Assert.Single(await portal.PaymentsAsync(invoice));
    }

    [Theory]
    [InlineData("en", "0", "Zero")]
    [InlineData("en", "-5", "Negative")]
    [InlineData("en", "twelve", "NoNumber")]
    [InlineData("en", "12.345", "TooManyDecimals")]
    [InlineData("en", "9999999999999", "TooLarge")]
    [InlineData("nb", "1200,123", "TooManyDecimals")]
    public async Task A_wrong_amount_is_refused_beside_its_field_and_nothing_changes(string language, string typed, string problem)
    {
        var (_, path) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller, language);
        path += "&split=true";
        var fields = Replaced(await FieldsAsync(seller, path), "Typed.Parts[0].Amount", typed);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        using var answer = await seller.PostAsync(path, fields);
        var page = await answer.TextAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Resx.Pages.In(language)[$"NumberProblem.{problem}"], page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Theory]
    [InlineData("transfer", "Typed.ArrivedOn", "2026-03-03", "RecordRefusal.NotArrivedYet")]
    [InlineData("transfer", "Typed.ArrivedOn", "2026-02-30", "Form.NoDay")]
    [InlineData("transfer", "Typed.ArrivedOn", "yesterday", "Form.NoDay")]
    [InlineData("cheque", "Typed.Reference", "", "RecordRefusal.ChequeNumberMissing")]
    [InlineData("cheque", "Typed.Reference", "101 characters", "Form.CommentTooLong")]
    [InlineData("cash", "Typed.Payer", "101 characters", "Form.CommentTooLong")]
    [InlineData("cash", "Typed.Parts[0].Amount", "", "RecordRefusal.NothingEntered")]
    public async Task What_is_missing_or_wrong_is_said_and_nothing_changes(string way, string field, string typed, string key)
    {
        var (_, path) = await OwedAsync(way);
        using var seller = await portal.SignedInAsync(Role.Seller);
        var fields = Replaced(await FieldsAsync(seller, path), "Typed.Reference", way == "cheque" ? "4711" : "");
        fields = Replaced(fields, field, typed == "101 characters" ? new string('x', 101) : typed);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        using var answer = await seller.PostAsync(path, fields);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Resx.Pages.In("en")[key].Split('{')[0], await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task A_form_with_somebody_elses_invoice_or_without_its_key_is_none()
    {
        var (invoice, path) = await OwedAsync("cash");
        var (foreign, _) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller);
        var fields = Replaced(await FieldsAsync(seller, path), "Typed.Parts[0].Amount", "1200");
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        using var notTheirs = await seller.PostAsync(path, Replaced(fields, "Typed.Parts[0].Invoice", $"{foreign.Id}"));
        using var noKey = await seller.PostAsync(path, Replaced(fields, "Typed.Key", $"{Guid.Empty}"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (notTheirs.StatusCode, noKey.StatusCode));
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    [Fact]
    public async Task A_cheque_is_split_over_two_invoices()
    {
        var member = await portal.AddMemberAsync("Ola Hansen");
        var (fee, licence) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member, [30_000], title: "Licence"));
        var path = $"/members/{member.Number}/receive/cheque";
        using var seller = await portal.SignedInAsync(Role.Seller);
        var fields = await FieldsAsync(seller, path);
        foreach (var (name, value) in new[] { ("Typed.Parts[0].Amount", "1,200"), ("Typed.Parts[1].Amount", "300.00"), ("Typed.Reference", "4711") })
            fields = Replaced(fields, name, value);

        using var recorded = await seller.PostAsync(path, fields);
        var page = await seller.ReadAsync(recorded.Headers.Location!.OriginalString);

        Assert.Contains("Paid together", page, StringComparison.Ordinal);
        Assert.Contains("4711", page, StringComparison.Ordinal);
        Assert.Equal((120_000, 30_000), ((await portal.InvoiceAsync(fee.Id)).Received, (await portal.InvoiceAsync(licence.Id)).Received));
    }

    [Fact]
    public async Task A_stranger_with_the_code_reads_the_one_receipt_until_its_time_is_over()
    {
        var (invoice, path) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller);
        using var recorded = await PostAsync(seller, path);
        var receipt = recorded.Headers.Location!.OriginalString;

        using var shown = await seller.PostAsync(receipt, $"{receipt}/code");
        var page = await shown.TextAsync();
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        var token = await portal.ShowReceiptAsync(receipt.Split('/')[^1]);

        using var stranger = new Visitor(portal.Address);
        var read = await stranger.ReadAsync($"/r/{token}");
        Assert.Contains(receipt.Split('/')[^1], read, StringComparison.Ordinal);
        Assert.Contains("Ola Hansen", read, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/invoices/{invoice.Number}\"", read, StringComparison.Ordinal);
        using var home = await stranger.GetAsync("/");
        Assert.Equal("/sign-in", home.Headers.Location!.LocalPath);
        Assert.DoesNotContain(await portal.WithDbAsync(db => db.AuditLog.Select(e => e.Detail).ToListAsync()), detail => detail?.Contains(token, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Taken_back_the_receipt_is_struck_and_the_invoice_asks_again()
    {
        var (invoice, path) = await OwedAsync("cash");
        using var seller = await portal.SignedInAsync(Role.Seller);
        using var recorded = await PostAsync(seller, path);
        var receipt = recorded.Headers.Location!.OriginalString;
        var token = await portal.ShowReceiptAsync(receipt.Split('/')[^1]);

        using var unsaid = await seller.PostAsync($"{receipt}/reverse", ("Why", "  "));
        Assert.Contains("a comment is needed", await unsaid.TextAsync(), StringComparison.Ordinal);
        using var reversed = await seller.PostAsync($"{receipt}/reverse", ("Why", "The wrong Ola"));
        Assert.Equal(receipt, reversed.Headers.Location!.OriginalString);

        var page = await seller.ReadAsync(receipt);
        Assert.Contains("<del>", page, StringComparison.Ordinal);
        Assert.Contains("<q>The wrong Ola</q>", page, StringComparison.Ordinal);
        using var stranger = new Visitor(portal.Address);
        var taken = await stranger.ReadAsync($"/r/{token}");
        Assert.Contains("recorded by mistake", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("The wrong Ola", taken, StringComparison.Ordinal);
        Assert.Equal(InvoiceStatus.Open, (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today));
        Assert.Contains("taken back already", await seller.ReadAsync($"{receipt}/reverse"), StringComparison.Ordinal);
    }

    /// <summary>An invoice of 1200 and the address at which it is recorded.</summary>
    private async Task<(Invoice Invoice, string Path)> OwedAsync(string way)
    {
        var member = await portal.AddMemberAsync("Ola Hansen");
        var invoice = await portal.IssueInvoiceAsync(member);
        return (invoice, $"/members/{member.Number}/receive/{way}?invoice={invoice.Id}");
    }

    /// <summary>Sends the form as it is shown.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Visitor seller, string path) =>
        await seller.PostAsync(path, await FieldsAsync(seller, path));

    private static async Task<(string Name, string Value)[]> FieldsAsync(Visitor seller, string path) =>
        [.. Fields().Matches(await seller.ReadAsync(path)).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    private static (string Name, string Value)[] Replaced((string Name, string Value)[] fields, string name, string value) =>
        [.. fields.Where(field => field.Name != name), (name, value)];

    /// <summary>With plain spaces, as somebody reads it.</summary>
    private static string Plain(string page) => page.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    [GeneratedRegex("<input[^>]* name=\"(Typed[^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Fields();
}

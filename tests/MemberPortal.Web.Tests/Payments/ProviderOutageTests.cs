using System.Net;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>The provider cannot be reached for six hours: all but the card goes on, and nobody has to mend anything (5-quality.md, F26).</summary>
[Trait("Fault", "F26")]
public sealed class ProviderOutageTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Through_six_hours_without_the_provider_everything_but_the_card_works_and_then_the_card_does_by_itself()
    {
        var account = await portal.AddAccountAsync();
        var member = (await portal.WithDbAsync(db => db.Members.FindAsync(account.MemberId).AsTask()))!;
        await portal.PutOnFileAsync(member);
        var (paid, open, byCash) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member));
        using var visitor = await portal.SignedInAsync(account);
        using var seller = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Seller));
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(paid));
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset", ["path"] = "/v1/", ["times"] = 100_000 });

        var back = portal.Clock.GetUtcNow().AddHours(6);
        while (portal.Clock.GetUtcNow() < back)
        {
            await JobsAsync();
            await AssertUsableAsync(visitor, seller, paid, open);
            portal.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        await portal.RecordAsync(byCash, byCash.Total);
        Assert.Equal(InvoiceStatus.Paid, await StatusAsync(byCash));
        await portal.Stripe.MendAsync();
        await portal.Stripe.ReleaseWebhooksAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await JobsAsync();

        Assert.Equal(InvoiceStatus.Paid, await StatusAsync(paid));
        using var pay = await visitor.PostAsync($"/invoices/{open.Number}", $"/invoices/{open.Number}/pay");
        await portal.Stripe.PayAsync(pay.Headers.Location!);
        await portal.ComeBackAsync(open);
        Assert.Equal(InvoiceStatus.Paid, await StatusAsync(open));
        Assert.Equal(2, (await portal.Stripe.ChargesAsync()).Count);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private async Task AssertUsableAsync(Visitor visitor, Visitor seller, Invoice paid, Invoice open)
    {
        foreach (var path in (string[])["/", "/invoices", $"/invoices/{open.Number}", "/receipts", "/payment-method", "/profile"])
            await visitor.ReadAsync(path);
        await seller.ReadAsync($"/claims/{open.Id}");
        Assert.Contains("Confirming your payment", await TextAsync(visitor.GetAsync($"/payments/{(await portal.AttemptsAsync(paid)).Single().Id}")), StringComparison.Ordinal);

        using var away = await portal.ThroughThePausesAsync(visitor.PostAsync($"/invoices/{open.Number}", $"/invoices/{open.Number}/pay"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("Nothing was charged", await away.TextAsync(), StringComparison.Ordinal);

        // Who may have paid is not told otherwise.
        var again = await TextAsync(visitor.PostAsync($"/invoices/{paid.Number}", $"/invoices/{paid.Number}/pay"));
        Assert.Contains("already under way", again, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was charged", again, StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await portal.ThroughThePausesAsync(asked);
        return await answer.TextAsync();
    }

    /// <summary>As the schedule runs them; what fails meanwhile is written down and tried again.</summary>
    private async Task JobsAsync()
    {
        foreach (var job in Schedule.Jobs.Where(job => job.Interval is not null))
            await portal.ThroughThePausesAsync(portal.Services.GetRequiredService<JobRunner>().RunAsync(job, default));
    }

    private async Task<InvoiceStatus> StatusAsync(Invoice invoice) => (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today);
}

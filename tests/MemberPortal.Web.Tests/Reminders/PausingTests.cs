using System.Net;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Tests.Features;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>Who keeps reminders back: a member who has sent the money, and a seller. It is the 2nd of March 2026.</summary>
public sealed class PausingTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task A_member_says_that_the_money_is_sent_and_reads_until_when_it_is_waited_for()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        using var visitor = await portal.SignedInAsync(member);

        using var answer = await visitor.PostAsync($"/invoices/{invoice.Number}", $"/invoices/{invoice.Number}?handler=Transfer");
        using var again = await visitor.PostAsync($"/invoices/{invoice.Number}", $"/invoices/{invoice.Number}?handler=Transfer");
        var page = await visitor.ReadAsync($"/invoices/{invoice.Number}");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (answer.StatusCode, again.StatusCode));
        Assert.Contains("You told us on 2 March that you have paid by bank. Thank you! We wait for the money until 6 March", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Transfer", page, StringComparison.Ordinal);
        Assert.Equal(Today, (await portal.InvoiceAsync(invoice.Id)).TransferReportedOn);
        Assert.Equal([(InvoiceHappening.Sent, "machine"), (InvoiceHappening.TransferReported, "member")], await LogAsync(invoice));
    }

    [Fact]
    public async Task After_the_wait_the_member_may_say_it_again()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        await portal.ChangeAsync(invoice, i => i.TransferReportedOn = Today.AddDays(-5));
        using var visitor = await portal.SignedInAsync(member);

        var page = await visitor.ReadAsync($"/invoices/{invoice.Number}");

        Assert.Contains("I have paid by bank", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You told us", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_paid_or_somebody_elses_nothing_is_written_down()
    {
        var (kari, ola) = (await portal.AddMemberAsync(), await portal.AddMemberAsync("Ola Hansen"));
        var (paid, foreign) = (await portal.IssueInvoiceAsync(kari), await portal.IssueInvoiceAsync(ola));
        await portal.ChangeAsync(paid, i => i.Received = i.Total);
        using var visitor = await portal.SignedInAsync(kari);

        using var said = await visitor.PostAsync("/", $"/invoices/{paid.Number}?handler=Transfer");
        using var refused = await visitor.PostAsync("/", $"/invoices/{foreign.Number}?handler=Transfer");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.NotFound), (said.StatusCode, refused.StatusCode));
        Assert.Null((await portal.InvoiceAsync(paid.Id)).TransferReportedOn);
        Assert.Null((await portal.InvoiceAsync(foreign.Id)).TransferReportedOn);
        Assert.Single(await LogAsync(paid));
    }

    [Fact]
    public async Task A_sellers_pause_stands_in_the_invoices_log_and_in_the_audit()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

        var outcome = await PauseAsync(invoice.Id, "They call on Friday");

        Assert.IsType<PauseOutcome.Paused>(outcome);
        Assert.Equal(new DateOnly(2026, 5, 1), (await portal.InvoiceAsync(invoice.Id)).RemindersPausedUntil);
        Assert.Equal([(InvoiceHappening.Sent, "machine"), (InvoiceHappening.RemindersPaused, "Sol Seller")], await LogAsync(invoice));
        var audit = await portal.WithDbAsync(db => db.AuditLog.SingleAsync(entry => entry.InvoiceId == invoice.Id));
        Assert.Equal(
            (AuditAct.RemindersPaused, "Sol Seller", 7, "2026-05-01", "They call on Friday", invoice.MemberId),
            (audit.What, audit.By, audit.AccountId, audit.Detail, audit.Comment, audit.MemberId));
    }

    [Fact]
    public async Task A_seller_pauses_at_the_desk_reads_until_when_and_ends_it()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        var path = $"/claims/{invoice.Id}/pause";
        using var seller = await portal.SignedInAsync(Role.Seller);

        using (var unsaid = await seller.PostAsync(path, ("until", "")))
            Assert.Contains("Choose a day", await unsaid.TextAsync(), StringComparison.Ordinal);
        (await seller.PostAsync(path, ("until", "2026-03-20"), ("comment", " They call on Friday "))).Dispose();
        Assert.Contains("Paused. Reminders may leave again from 20 March", await seller.ReadAsync(path), StringComparison.Ordinal);
        (await seller.PostAsync(path, $"{path}?handler=End")).Dispose();
        Assert.DoesNotContain("Paused.", await seller.ReadAsync(path), StringComparison.Ordinal);

        Assert.Equal(Today, (await portal.InvoiceAsync(invoice.Id)).RemindersPausedUntil);
        var audit = await portal.WithDbAsync(db => db.AuditLog.Where(entry => entry.InvoiceId == invoice.Id).OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal([("2026-03-20", "They call on Friday"), ("2026-03-02", null)], audit.ConvertAll(entry => (entry.Detail, entry.Comment)));
    }

    [Fact]
    public async Task What_asks_for_nothing_has_no_reminders_to_pause()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.ChangeAsync(invoice, i => i.Received = i.Total);
        using var seller = await portal.SignedInAsync(Role.Seller);

        var page = await seller.ReadAsync($"/claims/{invoice.Id}/pause");

        Assert.Contains("asks for no money now", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"until\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_asks_for_nothing_is_not_paused_and_the_seller_is_told_why()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.ChangeAsync(invoice, i => i.VoidedOn = Today);

        Assert.Equal(new PauseOutcome.AsksForNothing(InvoiceStatus.Void), await PauseAsync(invoice.Id, null));
        Assert.Equal(new PauseOutcome.NoSuchInvoice(), await PauseAsync(99_999, null));
        Assert.Null((await portal.InvoiceAsync(invoice.Id)).RemindersPausedUntil);
        Assert.False(await portal.WithDbAsync(db => db.AuditLog.AnyAsync(entry => entry.InvoiceId == invoice.Id)));
    }

    private Task<PauseOutcome> PauseAsync(int invoiceId, string? comment) => portal.RunAsync<PauseReminders, PauseOutcome>(
        pause => pause.RunAsync(invoiceId, new DateOnly(2026, 5, 1), comment, new StaffMember(7, "Sol Seller"), default));

    private async Task<List<(InvoiceHappening, string)>> LogAsync(Invoice invoice) => await portal.WithDbAsync(async db =>
        (await db.InvoiceLog.Where(e => e.InvoiceId == invoice.Id).OrderBy(e => e.Id).ToListAsync()).ConvertAll(e => (e.What, e.By)));
}

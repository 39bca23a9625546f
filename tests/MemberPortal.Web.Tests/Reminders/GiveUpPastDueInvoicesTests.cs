using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>The machine gives up what was reminded of for nothing (2-statuses.md, Invoice). A portal of its own for each test.</summary>
public sealed class GiveUpPastDueInvoicesTests : IAsyncLifetime
{
    private readonly RemindersPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(30, "nothing", true)]
    [InlineData(29, "nothing", false)]
    [InlineData(30, "a charge under way", false)]
    [InlineData(30, "a dispute", false)]
    [InlineData(30, "a pause until tomorrow", false)]
    [InlineData(30, "a transfer said to be sent today", false)]
    [InlineData(30, "no address any more", true)]
    [InlineData(30, "its money", false)]
    public async Task So_many_days_after_the_last_reminder_an_invoice_is_given_up_or_not_that_has(int days, string also, bool isGivenUp)
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(17);
        await _portal.RemindAndSendAsync();
        _portal.MoveToDaysLate(17 + days);
        await BringAboutAsync(also, member, invoice);
        var books = await _portal.WithDbAsync(db => db.Journal.CountAsync());

        await _portal.RunJobAsync<GiveUpPastDueInvoices>();

        Assert.Equal(isGivenUp, (await _portal.InvoiceAsync(invoice.Id)).UncollectibleOn == RemindersPortal.DueOn.AddDays(17 + days));
        Assert.Equal(isGivenUp, (await _portal.LogAsync(invoice)).Any(entry => entry.What == InvoiceHappening.GivenUp));
        Assert.Equal(books, await _portal.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task Runs_at_the_same_moment_give_an_invoice_up_once_and_its_money_is_still_taken()
    {
        var member = await _portal.AddMemberAsync();
        var invoices = new List<Invoice>();
        for (var i = 0; i < 60; i++)
            invoices.Add(await _portal.BillAsync(member));
        _portal.MoveToDaysLate(17);
        await _portal.RemindAndSendAsync();
        _portal.MoveToDaysLate(50);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _portal.RunJobAsync<GiveUpPastDueInvoices>())));
        await _portal.PayInCashAsync(invoices[0]);

        Assert.Equal(60, await _portal.WithDbAsync(db => db.InvoiceLog.CountAsync(e => e.What == InvoiceHappening.GivenUp)));
        Assert.Equal(60, await _portal.WithDbAsync(db => db.Invoices.CountAsync(i => i.UncollectibleOn != null)));
        Assert.Equal(InvoiceStatus.Paid, (await _portal.InvoiceAsync(invoices[0].Id)).Facts.StatusOn(RemindersPortal.DueOn.AddDays(50)));
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task Nobody_is_given_up_on_who_was_never_reminded()
    {
        var invoice = await _portal.BillAsync(await _portal.AddMemberAsync(email: null));

        _portal.MoveToDaysLate(300);
        await _portal.RemindAndSendAsync();

        Assert.Null((await _portal.InvoiceAsync(invoice.Id)).UncollectibleOn);
    }

    private Task BringAboutAsync(string circumstance, Member member, Invoice invoice)
    {
        var (now, today) = (_portal.Clock.GetUtcNow().UtcDateTime, DateOnly.FromDateTime(_portal.Clock.GetUtcNow().UtcDateTime));
        return circumstance switch
        {
            "a charge under way" => _portal.ChangeAsync(invoice, i => i.ProcessingSince = now),
            "a dispute" => _portal.ChangeAsync(invoice, i => i.DisputedAt = now),
            "a pause until tomorrow" => _portal.ChangeAsync(invoice, i => i.RemindersPausedUntil = today.AddDays(1)),
            "a transfer said to be sent today" => _portal.ChangeAsync(invoice, i => i.TransferReportedOn = today),
            "no address any more" => _portal.ChangeAsync(member, m => m.Email = null),
            "its money" => _portal.PayInCashAsync(invoice),
            "nothing" => Task.CompletedTask,
            _ => throw new ArgumentOutOfRangeException(nameof(circumstance), circumstance, "No such circumstance."),
        };
    }
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>Reminders leave by themselves (2-statuses.md, Reminders). Each test has a portal of its own.</summary>
public sealed class RemindOfPastDueInvoicesTests : IAsyncLifetime
{
    private readonly RemindersPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Three_ten_and_seventeen_days_late_a_reminder_leaves_and_thirty_days_later_the_invoice_is_given_up()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        var said = new List<string>();

        for (var days = 0; days <= 60; days++)
        {
            _portal.MoveToDaysLate(days);
            await _portal.RemindAndSendAsync();
            var log = await _portal.LogAsync(invoice);
            said.AddRange(log.Skip(said.Count + 1).Select(entry => $"{entry.What} by {entry.By} after {days}"));
        }

        Assert.Equal(["Reminded by machine after 3", "Reminded by machine after 10", "Reminded by machine after 17", "GivenUp by machine after 47"], said);
        Assert.Equal(
            ["A reminder: Season fee 2026", "Not paid yet: Season fee 2026", "Last reminder: Season fee 2026"],
            (await _portal.RemindersToAsync(member)).Select(mail => mail.Subject));
        Assert.Equal(InvoiceStatus.Uncollectible, (await _portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(RemindersPortal.DueOn.AddDays(60)));
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_reminder_says_what_is_late_and_how_to_pay_it()
    {
        var member = await _portal.AddMemberAsync(language: "nb");
        var invoice = await _portal.BillAsync(member);
        await _portal.PayInCashAsync(invoice, 20_000);

        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        var mail = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.Equal("En påminnelse: Season fee 2026", mail.Subject);
        string[] words =
        [
            "Season fee 2026", "1\u00a0000,00\u00a0kr", "forfalt mandag 9. mars", "Hei Kari Nordmann", $"KID: {Kid.Grouped(invoice.Kid!)}",
            "Kontonummer: 1234 56 78903",
        ];
        Assert.All(words, word => Assert.Contains(word, mail.Text, StringComparison.Ordinal));
        using var stranger = new Visitor(_portal.Address);
        Assert.Contains(invoice.Number!, await stranger.ReadAsync(Portal.PayLinkIn(mail).PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_mail_lists_all_that_is_late_each_invoice_with_its_link()
    {
        var (member, other) = (await _portal.AddMemberAsync(), await _portal.AddMemberAsync("Ola Hansen"));
        var late = await _portal.BillAsync(member, 100_000, "Camp");
        var later = await _portal.BillAsync(member, new DateOnly(2026, 3, 11));
        var inTime = await _portal.BillAsync(member, new DateOnly(2026, 3, 12));
        var paid = await _portal.BillAsync(member, 5_000, "Jacket");
        var foreign = await _portal.BillAsync(other, 7_000, "Licence");
        await _portal.PayInCashAsync(paid);

        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        var mail = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.Equal("A reminder: 2 invoices past due", mail.Subject);
        Assert.Contains("2,200.00\u00a0kr", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Camp, was due 9 March: 1,000.00\u00a0kr", mail.Text, StringComparison.Ordinal);
        using var stranger = new Visitor(_portal.Address);
        foreach (var (told, link) in ((Invoice[])[late, later]).Zip(RemindersPortal.PayLinksIn(mail)))
        {
            Assert.Contains(told.Number!, await stranger.ReadAsync(link.PathAndQuery), StringComparison.Ordinal);
            Assert.Contains($"href=\"{link}\"", mail.Html, StringComparison.Ordinal);
            Assert.Contains(Kid.Grouped(told.Kid!), mail.Text, StringComparison.Ordinal);
        }

        Assert.Equal(2, RemindersPortal.PayLinksIn(mail).Count);
        Assert.All((Invoice[])[inTime, paid, foreign], untold => Assert.DoesNotContain(Kid.Grouped(untold.Kid!), mail.Text, StringComparison.Ordinal));
        Assert.Equal((1, 0), ((await _portal.StagesAsync(late)).Count, (await _portal.StagesAsync(later)).Count));
    }

    [Fact, Trait("Fault", "F40")]
    public async Task Runs_at_the_same_moment_remind_each_member_once()
    {
        var members = new List<Member>();
        for (var i = 0; i < 45; i++)
        {
            members.Add(await _portal.AddMemberAsync());
            await _portal.BillAsync(members[i]);
        }

        _portal.MoveToDaysLate(3);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_portal.RemindAsync)));
        await _portal.RemindAsync();

        Assert.Equal(45, await _portal.WithDbAsync(db => db.Reminders.CountAsync()));
        foreach (var member in members)
            Assert.Single(await _portal.RemindersToAsync(member));
    }

    [Theory]
    [InlineData(3, 1, "A reminder")]
    [InlineData(9, 1, "A reminder")]
    [InlineData(12, 2, "Not paid yet")]
    [InlineData(25, 3, "Last reminder")]
    public async Task After_an_outage_only_the_newest_stage_leaves_and_the_older_count_as_done(int daysLate, int stage, string subject)
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);

        _portal.MoveToDaysLate(daysLate);
        await _portal.RemindAndSendAsync();
        await _portal.RemindAndSendAsync();

        Assert.StartsWith(subject, Assert.Single(await _portal.RemindersToAsync(member)).Subject, StringComparison.Ordinal);
        Assert.Equal([stage], (await _portal.StagesAsync(invoice)).Select(r => r.Stage));
    }

    [Fact]
    public async Task What_is_paid_a_second_before_is_not_reminded_of()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);

        await _portal.PayInCashAsync(invoice);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await _portal.RunAsync<RemindMembers>(remind => remind.RunAsync([member.Id], default));

        Assert.Empty(await _portal.RemindersToAsync(member));
    }

    [Fact, Trait("Fault", "F44")]
    public async Task A_reminder_whose_invoice_is_paid_before_it_leaves_is_withdrawn()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        await _portal.PayInCashAsync(invoice);
        await _portal.SendAsync();

        var mail = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.Equal((null, true), (mail.SentAt, mail.WithdrawnAt is not null));
        Assert.NotNull(Assert.Single(await _portal.MailsToAsync(member), m => m.Key.StartsWith("receipt:", StringComparison.Ordinal)).SentAt);
        Assert.Empty(await _portal.StagesAsync(invoice));
        Assert.DoesNotContain(await _portal.LogAsync(invoice), entry => entry.What == InvoiceHappening.Reminded);
    }

    [Fact]
    public async Task What_is_paid_while_the_mail_before_it_is_sent_is_not_asked_for()
    {
        var (first, second) = (await _portal.AddMemberAsync(), await _portal.AddMemberAsync());
        await _portal.BillAsync(first);
        var paid = await _portal.BillAsync(second);
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();
        var claimed = (List<OutgoingMail>)[.. await _portal.RemindersToAsync(first), .. await _portal.RemindersToAsync(second)];
        var deliveries = System.Threading.Channels.Channel.CreateUnbounded<Delivery>();

        var next = await _portal.RunAsync<HandOver, Func<Task<OutgoingMail?>>>(handOver => Task.FromResult(handOver.OneByOne(claimed, deliveries.Writer, default)));
        var sent = await next();
        await _portal.PayInCashAsync(paid);

        Assert.Equal(claimed[0].Id, sent!.Id);
        Assert.Null(await next());
        Assert.Equal(new Delivery(claimed[1].Id, DeliveryResult.KeptBack), await deliveries.Reader.ReadAsync());
    }

    [Fact, Trait("Fault", "F44")]
    public async Task A_reminder_whose_list_changed_before_it_leaves_asks_only_for_what_is_still_late()
    {
        var member = await _portal.AddMemberAsync();
        var (paid, partly, still) = (
            await _portal.BillAsync(member, 100_000, "Camp"), await _portal.BillAsync(member, 50_000, "Jacket"), await _portal.BillAsync(member, 20_000, "Licence"));
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        await _portal.PayInCashAsync(paid);
        await _portal.PayInCashAsync(partly, 10_000);
        await _portal.SendAsync();

        var mail = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.NotNull(mail.SentAt);
        Assert.Equal("A reminder: 2 invoices past due", mail.Subject);
        Assert.Contains("600.00\u00a0kr", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Camp", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Equal((0, 1, 1), (
            (await _portal.StagesAsync(paid)).Count, (await _portal.StagesAsync(partly)).Count, (await _portal.StagesAsync(still)).Count));
    }

    [Fact]
    public async Task A_stage_whose_mail_was_withdrawn_leaves_once_the_pause_is_over()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();
        await _portal.RunAsync<ReportTransfer, bool>(report => report.RunAsync(member.Id, invoice.Number!, default));
        await _portal.SendAsync();

        _portal.MoveToDaysLate(7);
        await _portal.RemindAndSendAsync();
        Assert.Empty(await _portal.StagesAsync(invoice));
        _portal.MoveToDaysLate(8);
        await _portal.RemindAndSendAsync();

        Assert.Equal([false, true], (await _portal.RemindersToAsync(member)).Select(mail => mail.SentAt is not null));
        Assert.Equal([(1, RemindersPortal.DueOn.AddDays(8))], (await _portal.StagesAsync(invoice)).Select(r => (r.Stage, r.LeftOn!.Value)));
    }

    [Fact]
    public async Task A_reminder_that_waits_for_the_server_leaves_at_a_decent_hour()
    {
        var member = await _portal.AddMemberAsync();
        await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        _portal.MoveTo("2026-03-12T18:00:00+01:00");
        await _portal.SendAsync();
        var waiting = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.Equal((null, null, new DateTime(2026, 3, 13, 8, 0, 0)), (waiting.SentAt, waiting.WithdrawnAt, waiting.NextTryAt));

        _portal.MoveTo("2026-03-13T09:00:00+01:00");
        await _portal.SendAsync();
        Assert.NotNull(Assert.Single(await _portal.RemindersToAsync(member)).SentAt);
    }

    [Fact]
    public async Task While_a_reminder_waits_no_other_is_queued_and_it_tells_what_became_late_meanwhile()
    {
        var member = await _portal.AddMemberAsync();
        await _portal.BillAsync(member);
        var later = await _portal.BillAsync(member, new DateOnly(2026, 3, 10));
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();

        _portal.MoveToDaysLate(4);
        await _portal.RemindAsync();
        await _portal.SendAsync();
        await _portal.RemindAsync();

        var mail = Assert.Single(await _portal.RemindersToAsync(member));
        Assert.Contains(Kid.Grouped(later.Kid!), mail.Text, StringComparison.Ordinal);
        Assert.Single(await _portal.StagesAsync(later));
    }

    [Fact]
    public async Task A_reminder_that_no_server_took_is_made_up_for_the_next_day()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);
        await _portal.RemindAsync();
        var failed = Assert.Single(await _portal.RemindersToAsync(member));
        await _portal.WithDbAsync(db => db.Outbox.Where(m => m.Id == failed.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.FailedAt, _portal.Clock.GetUtcNow().UtcDateTime)));

        await _portal.RemindAndSendAsync();
        Assert.Empty(await _portal.StagesAsync(invoice));
        _portal.MoveToDaysLate(4);
        await _portal.RemindAndSendAsync();

        Assert.Equal([false, true], (await _portal.RemindersToAsync(member)).Select(mail => mail.SentAt is not null));
        Assert.Equal([InvoiceHappening.Sent, InvoiceHappening.Reminded], (await _portal.LogAsync(invoice)).Select(entry => entry.What));
    }

    [Fact]
    public async Task A_later_due_date_begins_with_the_first_stage_again()
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(10);
        await _portal.RemindAndSendAsync();

        await _portal.ChangeAsync(invoice, i => i.DueOn = RemindersPortal.DueOn.AddDays(20));
        _portal.MoveToDaysLate(23);
        await _portal.RemindAndSendAsync();

        Assert.Equal([2, 1], (await _portal.StagesAsync(invoice)).Select(r => r.Stage));
    }

    [Theory]
    [InlineData("no address", false)]
    [InlineData("an address that is none", false)]
    [InlineData("an address that bounced", false)]
    [InlineData("another address than the one that bounced", true)]
    [InlineData("a charge under way", false)]
    [InlineData("a charge that the provider has not named", false)]
    [InlineData("a payment page that has had its time", false)]
    [InlineData("an open payment page", true)]
    [InlineData("a dispute", false)]
    [InlineData("a pause until tomorrow", false)]
    [InlineData("a pause until today", true)]
    [InlineData("a transfer said to be sent yesterday", false)]
    [InlineData("a transfer said to be sent five days ago", true)]
    [InlineData("no due date", false)]
    [InlineData("nothing", true)]
    public async Task A_member_is_reminded_or_not_who_has(string circumstance, bool isReminded)
    {
        var member = await _portal.AddMemberAsync();
        var invoice = await _portal.BillAsync(member);
        _portal.MoveToDaysLate(3);
        await BringAboutAsync(circumstance, member, invoice);

        await _portal.RemindAndSendAsync();

        Assert.Equal(isReminded ? 1 : 0, (await _portal.RemindersToAsync(member)).Count);
        Assert.Equal(isReminded ? 1 : 0, (await _portal.StagesAsync(invoice)).Count);
    }

    [Theory, Trait("Fault", "F30")]
    [InlineData("Europe/Oslo", "2026-03-12T07:59:59Z", false)]
    [InlineData("Europe/Oslo", "2026-03-12T08:00:00Z", true)]
    [InlineData("Europe/Oslo", "2026-03-12T16:59:59Z", true)]
    [InlineData("Europe/Oslo", "2026-03-12T17:00:00Z", false)]
    [InlineData("Europe/Oslo", "2026-03-28T17:00:00Z", false)]
    [InlineData("Europe/Oslo", "2026-03-29T06:59:59Z", false)]   // the clocks went forward in the night
    [InlineData("Europe/Oslo", "2026-03-29T07:00:00Z", true)]
    [InlineData("Europe/Oslo", "2026-03-29T16:00:00Z", false)]
    [InlineData("Pacific/Auckland", "2026-03-11T19:59:59Z", false)]   // the 12th, 8:59
    [InlineData("Pacific/Auckland", "2026-03-11T20:00:00Z", true)]
    [InlineData("Pacific/Auckland", "2026-03-12T05:00:00Z", false)]
    [InlineData("Pacific/Auckland", "2026-04-04T20:59:59Z", false)]   // the clocks went back in the night
    [InlineData("Pacific/Auckland", "2026-04-04T21:00:00Z", true)]
    public async Task Reminders_leave_from_nine_to_six_in_the_organisations_zone(string zone, string now, bool leave)
    {
        var portal = new RemindersPortal(zone);
        await portal.InitializeAsync();
        try
        {
            var member = await portal.AddMemberAsync();
            await portal.BillAsync(member);

            portal.MoveTo(now);
            await portal.RemindAsync();

            Assert.Equal(leave ? 1 : 0, (await portal.RemindersToAsync(member)).Count);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    [Theory, Trait("Fault", "F30")]
    [InlineData("Europe/Oslo", "2026-03-11T22:59:00Z", 0)]
    [InlineData("Europe/Oslo", "2026-03-11T23:00:00Z", 1)]
    [InlineData("Pacific/Auckland", "2026-03-11T10:59:00Z", 0)]
    [InlineData("Pacific/Auckland", "2026-03-11T11:00:00Z", 1)]
    public async Task The_third_day_begins_at_the_organisations_midnight(string zone, string now, int stage)
    {
        var portal = new RemindersPortal(zone);
        await portal.InitializeAsync();
        try
        {
            var member = await portal.AddMemberAsync();
            await portal.BillAsync(member);

            portal.MoveTo(now);
            await portal.RunAsync<RemindMembers>(remind => remind.RunAsync([member.Id], default));

            Assert.Equal(stage, (await portal.RemindersToAsync(member)).Count);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    [Fact]
    public async Task One_member_who_cannot_be_reminded_holds_up_no_other()
    {
        var (broken, sound) = (await _portal.AddMemberAsync(), await _portal.AddMemberAsync());
        var invoice = await _portal.BillAsync(broken);
        await _portal.BillAsync(sound);
        await SetCurrencyAsync(invoice, "XXQ");

        _portal.MoveToDaysLate(3);
        await _portal.RemindAndSendAsync();

        Assert.Empty(await _portal.RemindersToAsync(broken));
        Assert.NotNull(Assert.Single(await _portal.RemindersToAsync(sound)).SentAt);
        Assert.Contains(_portal.Log.All, line => line.Contains("XXQ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_who_could_not_be_reminded_is_open_to_be_tried_again_alone_until_the_reminder_is_queued()
    {
        var (broken, sound) = (await _portal.AddMemberAsync(), await _portal.AddMemberAsync());
        var invoice = await _portal.BillAsync(broken);
        await _portal.BillAsync(sound);
        await SetCurrencyAsync(invoice, "XXQ");
        _portal.MoveToDaysLate(3);
        var (runner, job) = (_portal.Services.GetRequiredService<JobRunner>(), Schedule.Jobs.Single(ours => ours.Job == typeof(RemindOfPastDueInvoices)));

        Assert.Equal((1, 1), Counts(await runner.RunAsync(job, default)));
        Assert.Equal((0, 1), Counts(await runner.RetryAsync(job, $"{broken.Id}", default)));
        Assert.Equal((nameof(RemindMembers), $"{broken.Id}", 2, false), await FailureAsync());

        await SetCurrencyAsync(invoice, "NOK");
        Assert.Equal((1, 0), Counts(await runner.RetryAsync(job, $"{broken.Id}", default)));
        Assert.Equal((nameof(RemindMembers), $"{broken.Id}", 2, true), await FailureAsync());
        Assert.Single(await _portal.RemindersToAsync(broken));
        Assert.Single(await _portal.RemindersToAsync(sound));

        static (int Done, int Failed) Counts(JobRun run) => (run.Done, run.Failed);

        async Task<(string UseCase, string Item, int Tries, bool IsResolved)> FailureAsync()
        {
            var item = await _portal.WithDbAsync(db => db.FailedItems.AsNoTracking().SingleAsync());
            return (item.UseCase, item.Item, item.Tries, item.ResolvedAt is not null);
        }
    }

    private Task<int> SetCurrencyAsync(Invoice invoice, string currency) => _portal.WithDbAsync(
        db => db.Invoices.Where(i => i.Id == invoice.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Currency, currency)));

    private async Task BringAboutAsync(string circumstance, Member member, Invoice invoice)
    {
        var (now, today) = (_portal.Clock.GetUtcNow().UtcDateTime, RemindersPortal.DueOn.AddDays(3));
        switch (circumstance)
        {
            case "no address":
                await _portal.ChangeAsync(member, m => m.Email = null);
                break;
            case "an address that is none":
                await _portal.ChangeAsync(member, m => m.Email = "no address");
                break;
            case "an address that bounced":
                await _portal.SendAsync();   // an invoice that arrives by now would prove the address
                await _portal.ChangeAsync(member, m => m.EmailBouncedAt = now);
                break;
            case "another address than the one that bounced":
                await _portal.ChangeAsync(member, m => m.EmailBouncedAt = now);
                await _portal.ChangeAsync(member, m => m.Email = "new@example.org");
                break;
            case "a charge under way":
                await _portal.ChangeAsync(invoice, i => i.ProcessingSince = now);
                break;
            case "a dispute":
                await _portal.ChangeAsync(invoice, i => i.DisputedAt = now);
                break;
            case "a charge that the provider has not named":
                await AddAttemptAsync(invoice, checkoutId: null, now.AddMinutes(30));
                break;
            case "a payment page that has had its time":
                await AddAttemptAsync(invoice, "cs_1", now);
                break;
            case "an open payment page":
                await AddAttemptAsync(invoice, "cs_1", now.AddMinutes(1));
                break;
            case "a pause until tomorrow":
                await _portal.ChangeAsync(invoice, i => i.RemindersPausedUntil = today.AddDays(1));
                break;
            case "a pause until today":
                await _portal.ChangeAsync(invoice, i => i.RemindersPausedUntil = today);
                break;
            case "a transfer said to be sent yesterday":
                await _portal.ChangeAsync(invoice, i => i.TransferReportedOn = today.AddDays(-1));
                break;
            case "a transfer said to be sent five days ago":
                await _portal.ChangeAsync(invoice, i => i.TransferReportedOn = today.AddDays(-5));
                break;
            case "no due date":
                await _portal.ChangeAsync(invoice, i => i.DueOn = null);
                break;
            case "nothing":
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(circumstance), circumstance, "No such circumstance.");
        }
    }

    private Task AddAttemptAsync(Invoice invoice, string? checkoutId, DateTime pageExpiresAt) => _portal.WithDbAsync(async db =>
    {
        db.ChargeAttempts.Add(new ChargeAttempt
        {
            Id = ChargeAttempt.NewId(),
            MemberId = invoice.MemberId,
            Way = AttemptWay.Page,
            Claims = { new AttemptClaim { InvoiceId = invoice.Id, Position = 1, Amount = invoice.Total } },
            Currency = invoice.Currency,
            Amount = invoice.Total,
            Language = "en",
            StartedAt = pageExpiresAt.AddMinutes(-35),
            PageExpiresAt = pageExpiresAt,
            CheckoutId = checkoutId,
        });
        await db.SaveChangesAsync();
    });
}

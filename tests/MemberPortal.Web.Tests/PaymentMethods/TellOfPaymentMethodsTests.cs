using System.Globalization;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.PaymentMethods;

/// <summary>
/// Members are told of a card that expires and of a method that no longer pays (2-statuses.md, Notices). Each test has a
/// portal of its own, on Monday 2 March 2026 at 10:00.
/// </summary>
public sealed class TellOfPaymentMethodsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_card_that_expires_is_told_of_29_and_7_days_ahead_and_the_day_after_its_last()
    {
        var member = await _portal.AddMemberAsync();
        await AddCardAsync(member, 4);
        var told = new List<string>();

        for (var day = new DateOnly(2026, 3, 3); day < new DateOnly(2026, 6, 1); day = day.AddDays(1))
        {
            await RunAtAsync($"{day:yyyy-MM-dd}T10:00:00Z");
            await _portal.RunJobAsync<TellOfPaymentMethods>();
            await _portal.RunJobAsync<SendOutgoingMails>();
            var mails = await _portal.MailsToAsync(member);
            told.AddRange(mails.Skip(told.Count).Select(mail => $"{day:MM-dd} {mail.Subject}"));
        }

        Assert.Equal(
            ["04-01 Visa ···· 4242 expires on 30 April", "04-23 Only days left: Visa ···· 4242 expires on 30 April", "05-01 Visa ···· 4242 has expired"],
            told);
        Assert.All(await _portal.MailsToAsync(member), mail => Assert.NotNull(mail.SentAt));
    }

    [Theory]
    [InlineData("insufficient_funds", "There was not enough money on Visa ···· 4242")]
    [InlineData("lost_card", "Your bank declines Visa ···· 4242")]
    [InlineData("stolen_card", "Your bank declines Visa ···· 4242")]
    [InlineData("fraudulent", "Your bank declines Visa ···· 4242")]
    [InlineData("expired_card", "Visa ···· 4242 has expired")]
    public async Task A_failed_method_is_told_of_in_plain_words(string code, string subject)
    {
        var member = await _portal.AddMemberAsync();
        var card = await AddCardAsync(member, 12);
        await DeclineAsync(card, code);

        await _portal.RunJobAsync<TellOfPaymentMethods>();

        var mail = Assert.Single(await NoticesAsync(member));
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(new Uri(_portal.Address, "/payment-method").AbsoluteUri, mail.Text, StringComparison.Ordinal);
        Assert.All((string[])["lost", "stolen", "fraud", code], word => Assert.DoesNotContain(word, mail.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_money_was_missing_the_mail_has_a_link_to_pay_what_is_still_owed()
    {
        var member = await _portal.AddMemberAsync();
        var card = await AddCardAsync(member, 12);
        var unpaid = await DeclineAsync(card, "insufficient_funds");

        await _portal.RunJobAsync<TellOfPaymentMethods>();

        var mail = Assert.Single(await NoticesAsync(member));
        using var stranger = new Visitor(_portal.Address);
        Assert.Contains(unpaid.Number!, await stranger.ReadAsync(Portal.PayLinkIn(mail).PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_again_it_has_links_of_its_own_for_those_that_the_log_has_forgotten()
    {
        var member = await _portal.AddMemberAsync();
        var unpaid = await DeclineAsync(await AddCardAsync(member, 12), "insufficient_funds");
        await RunAtAsync("2026-03-03T10:00:00Z", andSend: true);
        var sent = Assert.Single(await NoticesAsync(member));
        Assert.NotNull(sent.SentAt);
        await _portal.WithDbAsync(db => db.Outbox.Where(m => m.Id == sent.Id).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.Text, PayLinkTokens.TakenOut(sent.Text))
            .SetProperty(x => x.Html, PayLinkTokens.TakenOut(sent.Html))));

        await _portal.RunAsync<SendMailAgain>(again => again.RunAsync(sent.Id, AtTheDesk.Selma, default));
        await _portal.RunJobAsync<SendOutgoingMails>();

        var repeat = await _portal.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.RepeatOf == sent.Id));
        Assert.NotNull(repeat.SentAt);
        using var stranger = new Visitor(_portal.Address);
        Assert.Contains(unpaid.Number!, await stranger.ReadAsync(Portal.PayLinkIn(repeat).PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_episode_is_told_of_once_and_the_next_one_again()
    {
        var member = await _portal.AddMemberAsync();
        var card = await AddCardAsync(member, 12);
        var attempt = await DeclineAsync(card, "insufficient_funds");
        await RunAtAsync("2026-03-02T10:00:00Z");
        await RunAtAsync("2026-03-03T10:00:00Z");
        await ChangeAsync(attempt, invoice => invoice.Received = invoice.Total);
        await RunAtAsync("2026-03-04T10:00:00Z");
        Assert.Single(await NoticesAsync(member));

        await DeclineAsync(card, "insufficient_funds");
        await RunAtAsync("2026-03-20T10:00:00Z");
        await RunAtAsync("2026-03-21T10:00:00Z");

        Assert.Equal(2, (await NoticesAsync(member)).Count);
    }

    [Fact]
    public async Task A_trouble_in_between_does_not_tell_of_the_cards_date_twice()
    {
        var member = await _portal.AddMemberAsync();
        var card = await AddCardAsync(member, 3);
        await RunAtAsync("2026-03-03T10:00:00Z");
        var attempt = await DeclineAsync(card, "insufficient_funds");
        await RunAtAsync("2026-03-04T10:00:00Z");
        await ChangeAsync(attempt, invoice => invoice.Received = invoice.Total);
        await RunAtAsync("2026-03-05T10:00:00Z");

        Assert.Equal(
            ["Visa ···· 4242 expires on 31 March", "There was not enough money on Visa ···· 4242"],
            (await NoticesAsync(member)).Select(mail => mail.Subject));
    }

    [Theory, Trait("Fault", "F44")]
    [InlineData("replaced")]
    [InlineData("removed")]
    [InlineData("renewed by the bank")]
    public async Task A_notice_that_waits_is_withdrawn_once_the_card_is(string done)
    {
        var member = await _portal.AddMemberAsync();
        await AddCardAsync(member, 3);
        await RunAtAsync("2026-03-02T22:00:00Z");
        await _portal.RunJobAsync<SendOutgoingMails>();
        Assert.Null(Assert.Single(await NoticesAsync(member)).SentAt);

        await _portal.WithDbAsync(db => db.WriteAsync(
            async () =>
            {
                var card = await db.PaymentMethods.SingleAsync(m => m.MemberId == member.Id);
                if (done == "renewed by the bank")
                    card.ExpYear++;
                else
                    db.PaymentMethods.Remove(card);
                await db.SaveChangesAsync();
                if (done == "replaced")
                    db.PaymentMethods.Add(CardOf(member, 3));
            },
            default));
        await RunAtAsync("2026-03-03T10:00:00Z", andSend: true);

        var first = (await NoticesAsync(member))[0];
        Assert.Equal((null, true), (first.SentAt, first.WithdrawnAt is not null));
        Assert.Equal(done == "replaced" ? 2 : 1, (await NoticesAsync(member)).Count);
    }

    [Fact]
    public async Task Notices_leave_from_eight_to_eight()
    {
        var member = await _portal.AddMemberAsync();
        await AddCardAsync(member, 3);

        await RunAtAsync("2026-03-02T19:30:00Z", andSend: true);

        var mail = Assert.Single(await NoticesAsync(member));
        Assert.Equal((null, new DateTime(2026, 3, 3, 7, 0, 0)), (mail.SentAt, mail.NextTryAt));
    }

    [Fact]
    public async Task Whom_no_mail_reaches_is_told_once_they_have_an_address()
    {
        var member = await _portal.AddMemberAsync(email: null);
        await AddCardAsync(member, 3);
        await RunAtAsync("2026-03-03T10:00:00Z");
        Assert.Empty(await NoticesAsync(member));

        await _portal.WithDbAsync(async db =>
        {
            (await db.Members.SingleAsync(m => m.Id == member.Id)).Email = "new@example.org";
            await db.SaveChangesAsync();
        });
        await RunAtAsync("2026-03-04T10:00:00Z");

        Assert.Single(await NoticesAsync(member));
    }

    [Fact]
    public async Task Runs_at_the_same_moment_tell_each_member_once()
    {
        var members = new List<Member>();
        for (var i = 0; i < 30; i++)
        {
            members.Add(await _portal.AddMemberAsync());
            await AddCardAsync(members[i], 3);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _portal.RunJobAsync<TellOfPaymentMethods>())));

        foreach (var member in members)
            Assert.Single(await NoticesAsync(member));
    }

    private async Task RunAtAsync(string instant, bool andSend = false)
    {
        _portal.Clock.MoveTo(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
        await _portal.RunJobAsync<TellOfPaymentMethods>();
        if (andSend)
            await _portal.RunJobAsync<SendOutgoingMails>();
    }

    private async Task<List<OutgoingMail>> NoticesAsync(Member member) =>
        (await _portal.MailsToAsync(member)).FindAll(mail => mail.Key.StartsWith("method:", StringComparison.Ordinal));

    private async Task<PaymentMethod> AddCardAsync(Member member, int month)
    {
        var card = CardOf(member, month);
        await _portal.WithDbAsync(async db =>
        {
            db.PaymentMethods.Add(card);
            await db.SaveChangesAsync();
        });
        return card;
    }

    /// <summary>Good until the end of a month of 2026.</summary>
    private PaymentMethod CardOf(Member member, int month) => new()
    {
        MemberId = member.Id,
        Kind = PaymentMethodKind.Card,
        AddedAt = _portal.Clock.GetUtcNow().UtcDateTime,
        Brand = "visa",
        Last4 = "4242",
        ExpMonth = month,
        ExpYear = 2026,
    };

    /// <returns>The invoice that the charge was for.</returns>
    private async Task<Invoice> DeclineAsync(PaymentMethod card, string code)
    {
        var member = await _portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == card.MemberId));
        var invoice = await _portal.IssueInvoiceAsync(member);
        await _portal.WithDbAsync(async db =>
        {
            var attempt = new ChargeAttempt
            {
                Id = ChargeAttempt.NewId(),
                MemberId = invoice.MemberId,
                Way = AttemptWay.SavedMethod,
                Claims = { new AttemptClaim { InvoiceId = invoice.Id, Position = 1, Amount = invoice.Total, ReleasedAt = invoice.CreatedAt } },
                Currency = invoice.Currency,
                Amount = invoice.Total,
                Language = "en",
                StartedAt = invoice.CreatedAt,
                PageExpiresAt = invoice.CreatedAt,
                State = AttemptState.Failed,
            };
            db.ChargeAttempts.Add(attempt);
            var stored = await db.PaymentMethods.SingleAsync(m => m.Id == card.Id);
            (stored.LastAttemptId, stored.LastResult, stored.LastDecline) = (attempt.Id, ChargeResult.Declined, code);
            await db.SaveChangesAsync();
        });
        return invoice;
    }

    private Task ChangeAsync(Invoice invoice, Action<Invoice> change) => _portal.WithDbAsync(async db =>
    {
        change(await db.Invoices.SingleAsync(i => i.Id == invoice.Id));
        await db.SaveChangesAsync();
    });
}

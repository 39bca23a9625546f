using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Mail;

public sealed class SendOutgoingMailsTests : MailStand
{
    private const string Kari = "kari@example.org";
    private const string Ola = "ola@example.org";

    [Fact]
    public async Task A_mail_arrives_with_both_parts_and_with_headers_that_say_what_it_is()
    {
        var letter = LetterTo(Kari, name: "Kåre \"Øst\" ⛸️") with { Paragraphs = ["Takk for betalingen. " + new string('æ', 2000), ".", "Blåbær"] };
        var row = await QueueAsync(letter);

        await SendAsync();

        var mail = Assert.Single(Server.Accepted);
        Assert.Equal("Kvittering: Årsavgift", mail.Header("Subject"));
        Assert.Equal("Kåre \"Øst\" ⛸️ <kari@example.org>", mail.Header("To"));
        Assert.Contains("Lillevik Skøyteklubb", mail.Header("From"), StringComparison.Ordinal);
        Assert.Contains("<portal@example.org>", mail.Header("From"), StringComparison.Ordinal);
        Assert.Contains("kasserer@example.org", mail.Header("Reply-To"), StringComparison.Ordinal);
        Assert.Equal(MessageId.Of(letter.Key, "portal.example.org"), mail.Header("Message-ID"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(row!.Text.Trim(), mail.Part("text/plain").Trim());
        Assert.Equal(row.Html.Trim(), mail.Part("text/html").Trim());
        Assert.Equal(Clock.GetUtcNow().UtcDateTime, (await MailAsync(letter)).SentAt);
    }

    [Fact]
    public async Task Hostile_names_and_subjects_add_no_header()
    {
        var letter = LetterTo(Kari, name: "Kari\r\nBcc: all@example.org\r\n\r\n<b>") with { Subject = "Hi\r\nX-Evil: 1\n\n\u202ebody" };
        await QueueAsync(letter);

        await SendAsync();

        var mail = Assert.Single(Server.Accepted);
        Assert.Equal("Hi X-Evil: 1 body", mail.Header("Subject"));
        Assert.DoesNotContain(mail.Headers, h => h.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase) || h.StartsWith("X-Evil", StringComparison.Ordinal));
        Assert.Equal(Kari, mail.Recipient);
    }

    [Theory, Trait("Fault", "F41"), Trait("Fault", "F42")]
    [InlineData(SmtpStep.Recipient, "450 try later")]
    [InlineData(SmtpStep.FinalDot, "451 try later")]
    [InlineData(SmtpStep.Greeting, "421 busy")]
    [InlineData(SmtpStep.Recipient, "421 closing")]
    [InlineData(SmtpStep.Greeting, SmtpSink.Drop)]
    [InlineData(SmtpStep.FinalDot, SmtpSink.Drop)]
    [InlineData(SmtpStep.Recipient, "530 sign in first")]
    [InlineData(SmtpStep.Recipient, "550 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied")]
    [InlineData(SmtpStep.Recipient, "550 5.1.8 <portal@example.org>: Sender address rejected: Domain not found")]
    public async Task What_may_go_later_is_tried_again_after_a_pause_under_the_same_Message_ID(SmtpStep step, string reply)
    {
        var letter = LetterTo(Kari);
        await QueueAsync(letter);
        Server.Says = (at, _) => at == step ? reply : null;

        await SendAsync();

        var waiting = await MailAsync(letter);
        Assert.Equal((null, null, 1), (waiting.SentAt, waiting.FailedAt, waiting.Tries));
        Assert.Equal(Clock.GetUtcNow().UtcDateTime.AddMinutes(1), waiting.NextTryAt);

        Server.Says = (_, _) => null;
        await SendAsync();
        Assert.Empty(Server.Accepted);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();

        Assert.NotNull((await MailAsync(letter)).SentAt);
        Assert.Single(Server.Accepted);
        Assert.Single(Server.Seen.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    [Theory, Trait("Fault", "F41")]
    [InlineData(SmtpStep.Recipient, "550 no such user kari@example.org", "550")]
    [InlineData(SmtpStep.Recipient, "550 5.1.1 <kari@example.org>: Recipient address rejected", "550")]
    [InlineData(SmtpStep.Recipient, "552 5.2.2 <kari@example.org>: Mailbox full", "552")]
    [InlineData(SmtpStep.Recipient, "553 not allowed", "553")]
    [InlineData(SmtpStep.FinalDot, "554 spam", "554")]
    public async Task A_lasting_no_ends_the_mail_at_once_and_holds_up_no_other(SmtpStep step, string reply, string reason)
    {
        var (refused, other) = (LetterTo(Kari), LetterTo(Ola));
        await QueueAsync(refused);
        await QueueAsync(other);
        Server.Says = (at, to) => at == step && to == Kari ? reply : null;

        await SendAsync();
        Clock.Advance(TimeSpan.FromHours(3));
        await SendAsync();

        var mail = await MailAsync(refused);
        Assert.NotNull(mail.FailedAt);
        Assert.Equal((1, reason), (mail.Tries, mail.LastError));
        Assert.NotNull((await MailAsync(other)).SentAt);
        Assert.DoesNotContain(Log.All, line => line.Contains("kari@", StringComparison.Ordinal));
    }

    [Fact, Trait("Fault", "F41"), Trait("Fault", "F42")]
    public async Task A_server_that_falls_silent_behind_the_final_dot_is_given_half_a_minute()
    {
        var letter = LetterTo(Kari);
        await QueueAsync(letter);
        Server.Says = (at, _) => at == SmtpStep.FinalDot ? SmtpSink.Stall : null;

        var sending = SendAsync();
        await Server.Silence.WaitAsync(TimeSpan.FromSeconds(30));
        Clock.Advance(TimeSpan.FromSeconds(30));
        await sending.WaitAsync(TimeSpan.FromSeconds(30));

        var waiting = await MailAsync(letter);
        Assert.Equal((null, null, "time-out"), (waiting.SentAt, waiting.FailedAt, waiting.LastError));
    }

    [Fact, Trait("Fault", "F41"), Trait("Fault", "F42")]
    public async Task A_stop_gives_a_server_that_falls_silent_five_seconds_and_keeps_no_claim()
    {
        await QueueAllAsync(Enumerable.Range(0, 6).Select(i => LetterTo($"member{i}@example.org")));
        Server.Says = (at, _) => at == SmtpStep.Recipient ? SmtpSink.Stall : null;
        using var stop = new CancellationTokenSource();

        var sending = SendAsync(stop.Token);
        await Server.Silence.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(30)));

        var mails = await MailsAsync();
        Assert.All(mails, mail => Assert.Equal((null, null, null), (mail.SentAt, mail.FailedAt, mail.ClaimedUntil)));
        Assert.Contains(mails, mail => mail.LastError == "time-out");
    }

    [Fact]
    public async Task After_hours_without_a_server_everything_arrives_once_within_half_an_hour()
    {
        var letters = Enumerable.Range(0, 250).Select(i => LetterTo($"member{i}@example.org")).ToList();
        foreach (var letter in letters)
            await QueueAsync(letter);
        Server.Says = (at, _) => at == SmtpStep.Greeting ? SmtpSink.Drop : null;

        var back = Clock.GetUtcNow().AddHours(6);
        while (Clock.GetUtcNow() < back)
        {
            await SendAsync();
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Server.Says = (_, _) => null;
        for (var minute = 0; minute < 30; minute += 5)
        {
            await SendAsync();
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(letters.Select(l => l.To.Address).Order(), Server.Accepted.Select(mail => mail.Recipient).Order());
        Assert.All(await MailsAsync(), mail => Assert.NotNull(mail.SentAt));
    }

    [Fact]
    public async Task After_three_days_a_mail_is_given_up()
    {
        var letter = LetterTo(Kari);
        await QueueAsync(letter);
        Server.Says = (_, _) => "451 never";

        await SendAsync();
        Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Null((await MailAsync(letter)).FailedAt);

        Clock.Advance(TimeSpan.FromMinutes(20));
        await SendAsync();
        Assert.NotNull((await MailAsync(letter)).FailedAt);
    }

    [Fact]
    public async Task Runs_at_the_same_moment_send_each_mail_once()
    {
        var letters = Enumerable.Range(0, 150).Select(i => LetterTo($"member{i}@example.org")).ToList();
        foreach (var letter in letters)
            await QueueAsync(letter);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync())));

        Assert.Equal(letters.Select(l => l.To.Address).Order(), Server.Seen.Select(mail => mail.Recipient).Order());
        Assert.All(await MailsAsync(), mail => Assert.Equal((1, true), (mail.Tries, mail.SentAt is not null)));
    }

    [Fact]
    public async Task A_link_that_lets_its_reader_in_is_forgotten_once_it_has_left()
    {
        var (secret, plain) = (LetterTo(Kari) with { CarriesSecret = true, Paragraphs = ["token"] }, LetterTo(Ola));
        await QueueAsync(secret);
        await QueueAsync(plain);

        await SendAsync();

        Assert.Equal(("", ""), ((await MailAsync(secret)).Text, (await MailAsync(secret)).Html));
        Assert.NotEqual("", (await MailAsync(plain)).Text);
        Assert.Contains("token", Server.Accepted.Single(mail => mail.Recipient == Kari).Part("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_pay_link_only_the_token_is_forgotten_and_the_mail_can_still_be_read()
    {
        var token = SecretToken.New();
        var letter = LetterTo(Kari) with { Button = new("Betal", new($"https://portal.example.org/pay/{token}?language=nb")) };
        var waiting = (await QueueAsync(letter))!;

        await SendAsync();

        var sent = await MailAsync(letter);
        Assert.Contains(token, Server.Accepted.Single().Part("text/plain"), StringComparison.Ordinal);
        Assert.Contains(token, waiting.Html, StringComparison.Ordinal);
        Assert.Equal(waiting.Text.Replace(token, "…", StringComparison.Ordinal), sent.Text);
        Assert.Equal(waiting.Html.Replace(token, "…", StringComparison.Ordinal), sent.Html);
    }

    [Theory]
    [InlineData(SmtpStep.Recipient, "550 no such user", true)]
    [InlineData(SmtpStep.Recipient, "553 not allowed", true)]
    [InlineData(SmtpStep.Recipient, "550 5.1.1 <kari@example.org>: Recipient address rejected", true)]
    [InlineData(SmtpStep.Recipient, "550-5.1.1 The account that you tried to reach does not exist.\r\n550 5.1.1 Try again", true)]
    [InlineData(SmtpStep.Recipient, "550 5.1.10 Domain does not accept mail", true)]
    [InlineData(SmtpStep.Recipient, "550 5.2.1 Mailbox disabled", true)]
    [InlineData(SmtpStep.Recipient, "552 5.2.2 Mailbox full", false)]
    [InlineData(SmtpStep.Recipient, "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked", false)]
    [InlineData(SmtpStep.Recipient, "554 5.7.1 <kari@example.org>: Relay access denied", false)]
    [InlineData(SmtpStep.Recipient, "553 5.7.1 <portal@example.org>: Sender address rejected: not owned by user", false)]
    [InlineData(SmtpStep.Recipient, "550 5.1.7 <portal@example.org>: Sender address rejected", false)]
    [InlineData(SmtpStep.Recipient, "550 5.1.8 <portal@example.org>: Sender address rejected: Domain not found", false)]
    [InlineData(SmtpStep.Recipient, "450 try later", false)]
    [InlineData(SmtpStep.Recipient, "530 sign in first", false)]
    [InlineData(SmtpStep.FinalDot, "554 spam", false)]
    public async Task An_address_that_the_server_refuses_for_good_is_remembered(SmtpStep step, string reply, bool isRemembered)
    {
        var member = await AddMemberAsync(Kari);
        await QueueAsync(LetterTo(Kari) with { To = new(member.Id, member.Name, Kari, "nb") });
        Server.Says = (at, _) => at == step ? reply : null;

        await SendAsync();

        Assert.Equal(isRemembered ? Clock.GetUtcNow().UtcDateTime : null, (await MemberAsync(member)).EmailBouncedAt);
    }

    [Fact]
    public async Task What_is_remembered_of_an_address_is_not_held_against_another_nor_for_ever()
    {
        var (moved, mended) = (await AddMemberAsync(Kari), await AddMemberAsync(Ola));
        await QueueAsync(LetterTo("old@example.org") with { To = new(moved.Id, moved.Name, "old@example.org", "nb") });
        await QueueAsync(LetterTo(Ola) with { To = new(mended.Id, mended.Name, Ola, "nb") });
        Server.Says = (at, _) => at == SmtpStep.Recipient ? "550 no such user" : null;
        await SendAsync();
        Assert.Equal((null, true), ((await MemberAsync(moved)).EmailBouncedAt, (await MemberAsync(mended)).EmailBouncedAt is not null));

        Server.Says = (_, _) => null;
        await QueueAsync(LetterTo(Ola) with { To = new(mended.Id, mended.Name, Ola, "nb") });
        await SendAsync();

        Assert.Null((await MemberAsync(mended)).EmailBouncedAt);
    }

    [Fact]
    public async Task A_mail_that_nobody_can_look_at_again_is_tried_later_and_holds_up_no_other()
    {
        var (broken, sound) = (LetterTo(Kari) with { Recheck = "nobody:1" }, LetterTo(Ola));
        await QueueAsync(broken);
        await QueueAsync(sound);

        await SendAsync();

        var waiting = await MailAsync(broken);
        Assert.Equal((null, "recheck", Clock.GetUtcNow().UtcDateTime.AddMinutes(1)), (waiting.SentAt, waiting.LastError, waiting.NextTryAt));
        Assert.NotNull((await MailAsync(sound)).SentAt);
    }
}

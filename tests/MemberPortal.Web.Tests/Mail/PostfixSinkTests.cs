using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Mail;

/// <summary>What a real mail server of Debian's may do to our mails (5-quality.md, F41).</summary>
[Trait("Fault", "F41")]
public sealed class PostfixSinkTests : MailStand
{
    private readonly PostfixSink _postfix;

    public PostfixSinkTests()
        : this(new PostfixSink())
    {
    }

    private PostfixSinkTests(PostfixSink postfix)
        : base(postfix.Port, connections: 25)
    {
        _postfix = postfix;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _postfix.Dispose();
    }

    /// <summary><c>MAILS=5000</c> is the long form.</summary>
    [Fact]
    public async Task After_six_hours_without_a_server_all_mails_have_left_once_half_an_hour_after_its_return()
    {
        var letters = await QueueAsync(LongForm.Of("MAILS", 1_000));
        for (var back = Clock.GetUtcNow().AddHours(6); Clock.GetUtcNow() < back; Clock.Advance(TimeSpan.FromMinutes(20)))
            await SendAsync();
        Assert.All(await MailsAsync(), mail => Assert.Equal((null, null), (mail.SentAt, mail.FailedAt)));

        await _postfix.StartAsync();
        for (var minute = 0; minute < 30; minute += 5, Clock.Advance(TimeSpan.FromMinutes(5)))
            await SendAsync();

        Assert.All(await MailsAsync(), mail => Assert.NotNull(mail.SentAt));
        Assert.Equal(IdsOf(letters), _postfix.MessageIds.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("421", "-Q", "RCPT")]
    [InlineData("450", "-r", "RCPT")]
    [InlineData("connection", "-q", ".")]
    [InlineData("time-out", "-W", ".:3600")]
    public async Task What_a_server_puts_off_or_drops_leaves_once_it_behaves_under_the_same_Message_ID(string reason, params string[] trouble)
    {
        var letters = await QueueAsync(20);
        await _postfix.StartAsync(trouble);

        await (reason == "time-out" ? ThroughSilenceAsync(SendAsync()) : SendAsync());

        var waiting = await MailsAsync();
        Assert.All(waiting, mail => Assert.Equal((null, null), (mail.SentAt, mail.FailedAt)));
        Assert.Contains(reason, waiting.Select(mail => mail.LastError));

        await _postfix.StartAsync();
        for (var minute = 0; minute < 30; minute++, Clock.Advance(TimeSpan.FromMinutes(1)))
            await SendAsync();

        Assert.All(await MailsAsync(), mail => Assert.NotNull(mail.SentAt));
        Assert.Equal(IdsOf(letters), _postfix.MessageIds.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("550", "-B", "550 5.1.1 no such user", "-f", "RCPT")]
    [InlineData("554", "-B", "554 5.7.1 spam", "-f", ".")]
    public async Task What_a_server_refuses_for_good_has_failed_and_says_why(string reason, params string[] trouble)
    {
        await QueueAsync(20);
        await _postfix.StartAsync(trouble);

        await SendAsync();

        Assert.All(await MailsAsync(), mail => Assert.Equal((null, true, reason, 1), (mail.SentAt, mail.FailedAt is not null, mail.LastError, mail.Tries)));
    }

    private async Task<IReadOnlyList<Letter>> QueueAsync(int count)
    {
        var letters = Enumerable.Range(1, count).Select(i => LetterTo($"member{i}@example.org")).ToList();
        await QueueAllAsync(letters);
        return letters;
    }

    private static IEnumerable<string> IdsOf(IEnumerable<Letter> letters) =>
        letters.Select(letter => $"Message-ID: {MessageId.Of(letter.Key, "portal.example.org")}").Order(StringComparer.Ordinal);

    /// <summary>Whoever waits for a word of the server gives up when the clock says so.</summary>
    private async Task ThroughSilenceAsync(Task sending)
    {
        while (!sending.IsCompleted)
        {
            var wait = Clock.WaitedOnAsync(TimeSpan.FromSeconds(30));
            if (await Task.WhenAny(sending, wait) == wait)
                Clock.Advance(await wait);
        }

        await sending;
    }
}

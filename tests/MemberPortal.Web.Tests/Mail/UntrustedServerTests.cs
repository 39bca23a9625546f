using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Mail;

/// <summary>A mail server whose certificate nobody vouches for.</summary>
public sealed class UntrustedServerTests() : MailStand(usesTls: true)
{
    [Fact, Trait("Fault", "F41")]
    public async Task It_is_told_nothing_and_every_mail_waits_and_says_why()
    {
        Server.OffersTls = true;
        await QueueAllAsync(Enumerable.Range(0, 20).Select(i => LetterTo($"member{i}@example.org")));

        await SendAsync();

        var mails = await MailsAsync();
        Assert.Empty(Server.Seen);
        Assert.All(mails, mail => Assert.Equal((null, null, null), (mail.SentAt, mail.FailedAt, mail.ClaimedUntil)));
        Assert.Equal(["tls"], mails.Where(mail => mail.Tries > 0).Select(mail => mail.LastError).Distinct());
        Assert.InRange(mails.Sum(mail => mail.Tries), 1, 4);
    }
}

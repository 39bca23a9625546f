using System.Threading.Channels;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Mail;

/// <summary>The way out breaks in a way that nobody foresaw.</summary>
public sealed class BrokenTransportTests() : MailStand(transport: new OneMailAndNoMore())
{
    [Fact]
    public async Task What_has_left_is_noted_and_what_has_not_waits_for_nobody()
    {
        var letters = Enumerable.Range(0, 3).Select(i => LetterTo($"member{i}@example.org")).ToList();
        await QueueAllAsync(letters);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync());

        var mails = await MailsAsync();
        Assert.Single(mails, mail => mail.SentAt is not null);
        Assert.All(mails, mail => Assert.Null(mail.ClaimedUntil));
    }

    private sealed class OneMailAndNoMore : IMailTransport
    {
        public TimeSpan Patience => TimeSpan.Zero;

        public bool KeepsBodies => false;

        public async Task SendAsync(Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop)
        {
            await deliveries.WriteAsync(new Delivery((await next())!.Id, DeliveryResult.Accepted), stop);
            throw new InvalidOperationException("Broken.");
        }
    }
}

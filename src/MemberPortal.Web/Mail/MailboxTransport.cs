using System.Threading.Channels;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>The demo's way out leads nowhere: the row is the mail, and the mailbox page shows it.</summary>
internal sealed class MailboxTransport : IMailTransport
{
    public TimeSpan Patience => TimeSpan.Zero;

    public bool KeepsBodies => true;

    public async Task SendAsync(
        Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await next() is { } mail && !stop.IsCancellationRequested)
            await deliveries.WriteAsync(new Delivery(mail.Id, DeliveryResult.Accepted), CancellationToken.None);
    }
}

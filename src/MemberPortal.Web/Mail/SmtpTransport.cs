using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Mail;

/// <summary>Sends by an SMTP server, over several connections at once.</summary>
internal sealed class SmtpTransport(
    IOptions<MailOptions> mail, IOptions<OrganisationOptions> organisation, PortalAddress address, TimeProvider clock)
    : IMailTransport
{
    /// <summary>
    /// 5xx replies about the session, not about the mail: command unknown or out of order, TLS or a sign-in wanted or
    /// refused. Settings mend them, and then the mail can still go.
    /// </summary>
    private static readonly int[] AboutTheSession = [500, 502, 503, 530, 534, 535, 538];

    public TimeSpan Patience => TimeSpan.FromSeconds(30);

    public bool KeepsBodies => false;

    public Task SendAsync(Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, mail.Value.Connections).Select(_ => SendOverOneConnectionAsync(next, deliveries, stop)));

    private async Task SendOverOneConnectionAsync(
        Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop)
    {
        SmtpSession? session = null;
        try
        {
            while (!stop.IsCancellationRequested && await next() is { } outgoing)
            {
                (session, var delivery) = await TryAsync(session, outgoing);
                await deliveries.WriteAsync(delivery, CancellationToken.None);
                if (delivery.Result == DeliveryResult.ServerAway)
                    return;
            }

            if (session is not null)
                await session.QuitAsync();
        }
        finally
        {
            if (session is not null)
                await session.DisposeAsync();
        }
    }

    /// <summary>Never cut short by the portal's end: a mail that the server has, and we do not know of, is sent twice.</summary>
    /// <returns>The session for the next mail, null for a new one, and how the try ended.</returns>
    private async Task<(SmtpSession? Session, Delivery Delivery)> TryAsync(SmtpSession? session, OutgoingMail outgoing)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            using var message = SmtpMessage.Of(
                outgoing,
                mail.Value.SenderOf(organisation.Value),
                new MailAddress(organisation.Value.ContactEmail),
                address.Root.IdnHost);
            var bytes = MimeWriter.BytesOf(message, clock.GetUtcNow().UtcDateTime);

            session ??= await OpenAsync(patience.Token);
            await session.SendAsync(MimeWriter.PlainAddressOf(message.From!), MimeWriter.PlainAddressOf(message.To[0]), bytes, patience.Token);
            return (session, new Delivery(outgoing.Id, DeliveryResult.Accepted));
        }
        catch (SmtpRefused refused)
        {
            var delivery = new Delivery(
                outgoing.Id,
                session is null ? DeliveryResult.ServerAway : ResultOf(refused),
                refused.Code.ToString(CultureInfo.InvariantCulture));
            if (session is not null)
                await session.DisposeAsync();   // the next mail begins afresh

            return (null, delivery);
        }
        catch (Exception unsendable) when (unsendable is FormatException or ArgumentException)
        {
            return (session, new Delivery(outgoing.Id, DeliveryResult.Refused, "address"));
        }
        catch (OperationCanceledException)
        {
            return (session, new Delivery(outgoing.Id, DeliveryResult.ServerAway, "time-out"));
        }
        catch (Exception broken) when (broken is IOException or SocketException or AuthenticationException or InvalidDataException)
        {
            return (session, new Delivery(outgoing.Id, DeliveryResult.ServerAway, "connection"));
        }
    }

    private Task<SmtpSession> OpenAsync(CancellationToken cancellationToken) =>
        SmtpSession.OpenAsync(mail.Value, address.Root.IdnHost, cancellationToken);

    private static DeliveryResult ResultOf(SmtpRefused refused) => refused switch
    {
        { Code: 421 } => DeliveryResult.ServerAway,
        _ when AboutTheSession.Contains(refused.Code) => DeliveryResult.ServerAway,
        { Code: >= 500, IsRecipient: true } => DeliveryResult.Bounced,
        { Code: >= 500 } => DeliveryResult.Refused,
        _ => DeliveryResult.Postponed,
    };
}

using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Mail;

/// <summary>Sends by an SMTP server, over several connections at once (5-quality.md, "Learnt by measuring" 3).</summary>
internal sealed partial class SmtpTransport(
    IOptions<MailOptions> mail, IOptions<OrganisationOptions> organisation, PortalAddress address, TimeProvider clock)
    : IMailTransport
{
    /// <summary>
    /// 5xx replies about the session, not about the mail: command unknown or out of order, TLS or a sign-in wanted or
    /// refused. Settings mend them, and then the mail can still go.
    /// </summary>
    private static readonly int[] AboutTheSession = [500, 502, 503, 530, 534, 535, 538];

    /// <summary>Most of what a stop may take as a whole (<see cref="JobsRegistration.LongestStop"/>).</summary>
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(5);

    public TimeSpan Patience => TimeSpan.FromSeconds(30);

    public bool KeepsBodies => false;

    public Task SendAsync(Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, mail.Value.Connections).Select(_ => SendOverOneConnectionAsync(next, deliveries, stop)));

    private async Task SendOverOneConnectionAsync(
        Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop)
    {
        using var smtp = NewClient();
        while (!stop.IsCancellationRequested && await next() is { } outgoing && !stop.IsCancellationRequested)
        {
            var delivery = await TryAsync(smtp, outgoing, stop);
            await deliveries.WriteAsync(delivery, CancellationToken.None);
            if (delivery.Result == DeliveryResult.ServerAway)
                return;
        }
    }

    /// <summary>Not cut short at once by a stop: a mail that the server has, and we do not know of, is sent twice.</summary>
    private async Task<Delivery> TryAsync(SmtpClient smtp, OutgoingMail outgoing, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var hurry = stop.Register(() => patience.CancelAfter(PatienceAtStop));
        try
        {
            using var message = SmtpMessage.Of(
                outgoing,
                mail.Value.SenderOf(organisation.Value),
                new MailAddress(organisation.Value.ContactEmail),
                address.Root.IdnHost);

            // SmtpClient waits on the thread that it runs on, in its asynchronous methods too: pages need those of the pool. It
            // waits long for a server that has fallen silent; disposing of it ends that.
            await Task.Factory
                .StartNew(() => smtp.Send(message), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(patience.Token);
            return new Delivery(outgoing.Id, DeliveryResult.Accepted);
        }
        catch (SmtpException refused) when ((int)refused.StatusCode is >= 400 and < 600)
        {
            return new Delivery(outgoing.Id, ResultOf(refused), CodeOf(refused));
        }
        catch (Exception unsendable) when (unsendable is FormatException or ArgumentException)
        {
            return new Delivery(outgoing.Id, DeliveryResult.Refused, "address");
        }
        catch (OperationCanceledException)
        {
            return new Delivery(outgoing.Id, DeliveryResult.ServerAway, "time-out");
        }
        catch (Exception broken)
        {
            return new Delivery(outgoing.Id, DeliveryResult.ServerAway, broken is AuthenticationException ? "tls" : "connection");
        }
    }

    /// <summary>
    /// Whom a lasting no at the recipient is about, says its enhanced status code (RFC 3463): the address, or us, whom servers
    /// refuse there too. What is said of us, settings or time mend. Without such a code it is to the address. Of 554, the
    /// client does not tell at which step it was said; behind the final dot it is to the mail.
    /// </summary>
    private static DeliveryResult ResultOf(SmtpException refused)
    {
        var result = ResultOf((int)refused.StatusCode);
        if (result != DeliveryResult.Refused || refused is not SmtpFailedRecipientException)
            return result;

        if (EnhancedCode().Match(refused.Message) is not { Success: true } said)
            return DeliveryResult.Bounced;

        return (said.Groups[1].Value, said.Groups[2].Value) switch
        {
            ("7", _) or ("1", "7" or "8") => DeliveryResult.Postponed,
            ("1", "0" or "1" or "2" or "3" or "4" or "5" or "6" or "10") or ("2", "1") => DeliveryResult.Bounced,
            _ => DeliveryResult.Refused,
        };
    }

    private static DeliveryResult ResultOf(int code) => code switch
    {
        421 => DeliveryResult.ServerAway,
        _ when AboutTheSession.Contains(code) => DeliveryResult.ServerAway,
        >= 500 => DeliveryResult.Refused,
        _ => DeliveryResult.Postponed,
    };

    private static string CodeOf(SmtpException refused) => ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture);

    /// <summary>At the beginning of the server's words, which <see cref="SmtpException"/> puts behind a colon of its own.</summary>
    [GeneratedRegex(@"^[^:]*: 5\.(\d{1,3})\.(\d{1,3})(?!\S)")]
    private static partial Regex EnhancedCode();

    private SmtpClient NewClient() => new(mail.Value.Host, mail.Value.Port)
    {
        EnableSsl = mail.Value.UseTls,
        Credentials = mail.Value.User is { Length: > 0 } user ? new NetworkCredential(user, mail.Value.Password) : null,
    };
}

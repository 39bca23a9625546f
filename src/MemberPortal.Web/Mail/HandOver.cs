using System.Collections.Concurrent;
using System.Threading.Channels;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Hands claimed mails to the server's connections one by one, and looks again at each whose words may have become untrue:
/// what is paid while the mail before it is sent is not asked for (2-statuses.md, Reminders).
/// </summary>
internal sealed class HandOver(IServiceScopeFactory scopes, ILogger<HandOver> log)
{
    /// <summary>
    /// The next mail at each call, null at the end and once <paramref name="lease"/> is over. What is kept back or cannot be
    /// looked at is reported.
    /// </summary>
    public Func<Task<OutgoingMail?>> OneByOne(
        IReadOnlyList<OutgoingMail> claimed, ChannelWriter<Delivery> deliveries, CancellationToken lease)
    {
        var waiting = new ConcurrentQueue<OutgoingMail>(claimed);
        return async () =>
        {
            while (!lease.IsCancellationRequested && waiting.TryDequeue(out var mail))
            {
                var asItLeaves = mail.Recheck is null ? mail : await RecheckAsync(mail, deliveries);
                if (asItLeaves is not null)
                    return asItLeaves;
            }

            return null;
        };
    }

    private async Task<OutgoingMail?> RecheckAsync(OutgoingMail mail, ChannelWriter<Delivery> deliveries)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var rechecked = await scope.ServiceProvider.GetRequiredService<RecheckMail>().RunAsync(mail.Id, CancellationToken.None);
            if (rechecked is null)
                await deliveries.WriteAsync(new Delivery(mail.Id, DeliveryResult.KeptBack), CancellationToken.None);

            return rechecked;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Mail {Mail} could not be looked at again and is tried later", mail.Id);
            await deliveries.WriteAsync(new Delivery(mail.Id, DeliveryResult.Postponed, "recheck"), CancellationToken.None);
            return null;
        }
    }
}

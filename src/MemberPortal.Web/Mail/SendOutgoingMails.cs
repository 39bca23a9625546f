using System.Threading.Channels;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Sends what waits in the outbox, oldest first. Mails are claimed in the database, so any number of nodes may run this at
/// once; a claim outlasts every try made under it. What may have changed since is asked about just before a mail leaves
/// (<see cref="HandOver"/>). A mail is sent only when the server has said so. A crash between
/// that and the note of it repeats the mail once, with the same Message-ID.
/// </summary>
internal sealed class SendOutgoingMails(
    PortalDbContext db, IMailTransport transport, HandOver handOver, RunTally tally, TimeProvider clock, ILogger<SendOutgoingMails> log) : IJob
{
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseBetweenNotes = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(3);

    /// <summary>All that waited for a server leaves within half an hour of its return (5-quality.md, F41).</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(20);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await Due().AnyAsync(cancellationToken) && await SendSomeAsync(cancellationToken))
        {
        }
    }

    private IQueryable<OutgoingMail> Due()
    {
        var now = Now;
        return db.Outbox.Waiting()
            .Where(m => m.NextTryAt <= now)
            .Where(m => m.ClaimedUntil == null || m.ClaimedUntil <= now);
    }

    /// <returns>Whether all that was claimed could be tried.</returns>
    private async Task<bool> SendSomeAsync(CancellationToken cancellationToken)
    {
        var leaseEnds = Now + Lease;
        var claimed = await ClaimAsync(cancellationToken);
        using var lease = new CancellationTokenSource(Lease - transport.Patience - transport.Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var deliveries = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
        var sending = SendAsync(handOver.OneByOne(claimed, deliveries, lease.Token), deliveries.Writer, stop.Token);
        var untried = claimed.Select(mail => mail.Id).ToHashSet();
        try
        {
            // What ends while one write is made is noted in the next: a busy server's answers share their writes.
            while (await deliveries.Reader.WaitToReadAsync(CancellationToken.None))
            {
                var ended = TakeEnded();
                await NoteAsync([.. ended.Where(delivery => delivery.Result != DeliveryResult.KeptBack)], leaseEnds);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await sending;
            TakeEnded();   // what was tried and could not be noted keeps its claim: nobody sends it again at once
            await ReleaseAsync(untried);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return untried.Count == 0;

        List<Delivery> TakeEnded()
        {
            var ended = new List<Delivery>();
            while (deliveries.Reader.TryRead(out var delivery))
                ended.Add(delivery);

            untried.ExceptWith(ended.Select(delivery => delivery.MailId));
            return ended;
        }
    }

    private async Task SendAsync(Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop)
    {
        try
        {
            await transport.SendAsync(next, deliveries, stop);
            deliveries.Complete();
        }
        catch (Exception failure)
        {
            deliveries.Complete(failure);
        }
    }

    private async Task<List<OutgoingMail>> ClaimAsync(CancellationToken cancellationToken)
    {
        var claimed = await db.WriteAsync(
            async () =>
            {
                var due = await Due().OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(cancellationToken);
                foreach (var mail in due)
                    mail.ClaimedUntil = Now + Lease;

                return due;
            },
            cancellationToken);
        db.ChangeTracker.Clear();
        return claimed;
    }

    /// <summary>Cannot be cancelled: what the server has taken over must be known here.</summary>
    private async Task NoteAsync(List<Delivery> deliveries, DateTime until)
    {
        if (deliveries.Count == 0)
            return;

        // A mail that has left and is not noted leaves again, so a database that is busy for a while is waited for.
        while (true)
        {
            try
            {
                await WriteDownAsync(deliveries);
                break;
            }
            catch (StorageUnavailableException) when (Now < until)
            {
                await Task.Delay(PauseBetweenNotes, clock, CancellationToken.None);
            }
        }

        var accepted = deliveries.Count(delivery => delivery.Result == DeliveryResult.Accepted);
        tally.Done += accepted;
        tally.Failed += deliveries.Count - accepted;
        log.LogInformation(
            "Mails sent: {Accepted}, not accepted: {Others} {Reasons}",
            accepted, deliveries.Count - accepted, deliveries.Select(delivery => delivery.Reason).OfType<string>().Distinct());
    }

    private async Task WriteDownAsync(List<Delivery> deliveries)
    {
        await db.WriteAsync(
            async () =>
            {
                var ids = deliveries.Select(delivery => delivery.MailId).ToList();
                var mails = await db.Outbox.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, CancellationToken.None);
                foreach (var delivery in deliveries)
                    Note(mails[delivery.MailId], delivery);
                foreach (var delivery in deliveries.Where(delivery => delivery.Result == DeliveryResult.Bounced))
                    await NoteBounceAsync(mails[delivery.MailId]);
                await ForgetBouncesAsync([.. mails.Values.Where(mail => mail is { SentAt: not null, MemberId: not null })]);
            },
            CancellationToken.None);
        db.ChangeTracker.Clear();
    }

    private void Note(OutgoingMail mail, Delivery delivery)
    {
        var now = Now;
        mail.Tries++;
        mail.ClaimedUntil = null;
        mail.LastError = delivery.Reason;
        if (delivery.Result == DeliveryResult.Accepted)
            mail.SentAt = now;
        else if (delivery.Result is DeliveryResult.Refused or DeliveryResult.Bounced
            || now - (mail.PutBackAt ?? mail.QueuedAt) >= GivesUpAfter)
            mail.FailedAt = now;
        else
            mail.NextTryAt = now + PauseAfter(mail.Tries);

        if (mail is not { SentAt: null, FailedAt: null } && !transport.KeepsBodies)
            (mail.Text, mail.Html) = mail.CarriesSecret ? ("", "") : (PayLinkTokens.TakenOut(mail.Text), PayLinkTokens.TakenOut(mail.Html));
    }

    /// <summary>What is not urgent is not sent to an address that is no more. The member may have another by now.</summary>
    private Task<int> NoteBounceAsync(OutgoingMail mail) => db.Members
        .Where(member => member.Id == mail.MemberId && member.Email == mail.ToAddress && member.EmailBouncedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailBouncedAt, Now), CancellationToken.None);

    /// <summary>An address that takes mail again is one like any other.</summary>
    private Task<int> ForgetBouncesAsync(IReadOnlyList<OutgoingMail> taken)
    {
        var (members, addresses) = (taken.Select(mail => mail.MemberId!.Value).ToList(), taken.Select(mail => mail.ToAddress).ToList());
        return db.Members
            .Where(member => members.Contains(member.Id) && member.EmailBouncedAt != null && addresses.Contains(member.Email!))
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailBouncedAt, (DateTime?)null), CancellationToken.None);
    }

    private static TimeSpan PauseAfter(int tries)
    {
        var pause = TimeSpan.FromMinutes(1 << Math.Min(tries - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task ReleaseAsync(HashSet<int> untried)
    {
        if (untried.Count == 0)
            return;

        await db.WriteAsync(
            () => db.Outbox.Where(m => untried.Contains(m.Id))
                .ExecuteUpdateAsync(m => m.SetProperty(mail => mail.ClaimedUntil, (DateTime?)null), CancellationToken.None),
            CancellationToken.None);
    }
}

using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>
/// Sends a mail again because an administrator asks for it, to where its member is reached now. One that failed waits again;
/// one that was sent is repeated as a mail of its own, so that both stand in the log. Asked twice while it waits, it
/// leaves once. Whatever can become untrue is looked at again before it leaves.
/// </summary>
internal sealed class SendMailAgain(PortalDbContext db, BillingCalendar calendar)
{
    public Task<SendMailAgainOutcome> RunAsync(int id, StaffMember by, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
            if (mail is null)
                return new SendMailAgainOutcome.NoSuchMail();

            if (RefusalOf(mail) is { } refusal)
                return new SendMailAgainOutcome.Refused(refusal);

            var original = mail.RepeatOf ?? mail.Id;
            if (await db.Outbox.Waiting().Where(m => m.RepeatOf == original).Select(m => (int?)m.Id).FirstOrDefaultAsync(cancellationToken) is { } waiting)
                return new SendMailAgainOutcome.Waits(waiting);

            var address = await db.Members.Where(m => m.Id == mail.MemberId).Select(m => m.Email).SingleOrDefaultAsync(cancellationToken);
            var again = mail.FailedAt is null ? await RepeatAsync(mail, original, cancellationToken) : PutBack(mail);
            again.ToAddress = address ?? again.ToAddress;
            db.AuditLog.Add(by.Did(AuditAct.MailSentAgain, calendar.Now, mail.MemberId, detail: mail.Key));
            await db.SaveChangesAsync(cancellationToken);   // for the id of a new row
            return (SendMailAgainOutcome)new SendMailAgainOutcome.Waits(again.Id);
        },
        cancellationToken);

    /// <summary>Why it cannot be sent again; null: it can.</summary>
    public static MailRefusal? RefusalOf(OutgoingMail mail) => mail switch
    {
        { CarriesSecret: true } => MailRefusal.HoldsSecret,
        { WithdrawnAt: not null } => MailRefusal.NotTrueAnyMore,
        { SentAt: null, FailedAt: null } => MailRefusal.WaitsAlready,
        _ when mail.Recheck is null && PayLinkTokens.AreGoneFrom(mail) => MailRefusal.HoldsSecret,
        _ => null,
    };

    private OutgoingMail PutBack(OutgoingMail mail)
    {
        (mail.FailedAt, mail.PutBackAt, mail.NextTryAt, mail.Tries) = (null, calendar.Now, calendar.Now, 0);
        return mail;
    }

    private async Task<OutgoingMail> RepeatAsync(OutgoingMail mail, int original, CancellationToken cancellationToken)
    {
        var number = 1 + await db.Outbox.CountAsync(m => m.RepeatOf == original, cancellationToken);
        var repeat = new OutgoingMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"again:{number}:{original}"),
            MemberId = mail.MemberId,
            ToName = mail.ToName,
            ToAddress = mail.ToAddress,
            Language = mail.Language,
            Subject = mail.Subject,
            Text = mail.Text,
            Html = mail.Html,
            Recheck = mail.Recheck,
            RepeatOf = original,
            QueuedAt = calendar.Now,
            NextTryAt = calendar.Now,
        };
        db.Outbox.Add(repeat);
        return repeat;
    }
}

/// <summary>Why a mail is not sent again; the words for it are the resource named after it.</summary>
internal enum MailRefusal
{
    /// <summary>A link that lets its reader in, or words that are kept without it.</summary>
    HoldsSecret,

    NotTrueAnyMore,
    WaitsAlready,
}

internal abstract record SendMailAgainOutcome
{
    /// <param name="Id">The mail that leaves.</param>
    internal sealed record Waits(int Id) : SendMailAgainOutcome;

    internal sealed record Refused(MailRefusal Why) : SendMailAgainOutcome;

    internal sealed record NoSuchMail : SendMailAgainOutcome;
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Mail;

/// <summary>Asks whoever is registered for it whether a mail still holds, in one write with what follows from the answer.</summary>
internal sealed class RecheckMail(PortalDbContext db, Outbox outbox, IServiceProvider services, BillingCalendar calendar)
{
    /// <returns>The mail as it leaves; null when it does not, now or at all.</returns>
    public Task<OutgoingMail?> RunAsync(int mailId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var mail = await db.Outbox.SingleAsync(m => m.Id == mailId, cancellationToken);
            var about = mail.Recheck!.Split(':', 2);
            var recheck = services.GetRequiredKeyedService<IMailRecheck>(about[0]);
            switch (await recheck.LookAsync(mail, about[1], cancellationToken))
            {
                case MailVerdict.HoldsAs(var letter):
                    outbox.Reword(mail, letter);
                    return mail;

                case MailVerdict.NotBefore(var instant):
                    (mail.NextTryAt, mail.ClaimedUntil) = (instant, null);
                    return null;

                case MailVerdict.Withdrawn:
                    (mail.WithdrawnAt, mail.ClaimedUntil) = (calendar.Now, null);
                    return null;

                default:
                    return mail;
            }
        },
        cancellationToken);
}

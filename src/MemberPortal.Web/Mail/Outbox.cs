using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Mail;

/// <summary>Puts letters into the outbox, in the write of what they tell. A job sends them.</summary>
internal sealed class Outbox(PortalDbContext db, BillingCalendar calendar)
{
    public void Queue(Letter letter)
    {
        db.Outbox.Add(new OutgoingMail
        {
            Key = letter.Key,
            MemberId = letter.To.MemberId,
            ToName = letter.To.Name,
            ToAddress = letter.To.Address,
            Language = letter.To.Language,
            Subject = letter.Subject,
            Text = string.Join("\n\n", letter.Paragraphs),
            Html = letter.Heading,
            QueuedAt = calendar.Now,
            NextTryAt = calendar.Now,
        });
    }
}

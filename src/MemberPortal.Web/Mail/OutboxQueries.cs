using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

internal static class OutboxQueries
{
    /// <summary>By the partial index of the same words.</summary>
    public static IQueryable<OutgoingMail> Waiting(this IQueryable<OutgoingMail> mails) =>
        mails.Where(mail => mail.SentAt == null && mail.FailedAt == null && mail.WithdrawnAt == null);
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

internal static class OutboxQueries
{
    /// <summary>Its links are whole, and the member's address is still the one that it goes to.</summary>
    public static bool IsAsWordedFor(this OutgoingMail mail, Member member) =>
        mail.ToAddress == member.Email && !PayLinkTokens.AreGoneFrom(mail);

    /// <summary>By the partial index of the same words.</summary>
    public static IQueryable<OutgoingMail> Waiting(this IQueryable<OutgoingMail> mails) =>
        mails.Where(mail => mail.SentAt == null && mail.FailedAt == null && mail.WithdrawnAt == null);
}

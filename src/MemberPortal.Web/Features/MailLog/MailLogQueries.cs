using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.MailLog;

internal static class MailLogQueries
{
    /// <summary>By the partial indexes of the same words, but for what was sent, which is nearly all.</summary>
    public static IQueryable<OutgoingMail> In(this IQueryable<OutgoingMail> mails, MailState state) => state switch
    {
        MailState.Waiting => mails.Waiting(),
        MailState.Sent => mails.Where(mail => mail.SentAt != null),
        MailState.Failed => mails.Where(mail => mail.FailedAt != null),
        MailState.Withdrawn => mails.Where(mail => mail.WithdrawnAt != null),
    };

    /// <param name="mails">Of one state, or all.</param>
    /// <param name="state">Which; null for all.</param>
    /// <param name="before">Only those that are older than the mail with this id.</param>
    public static IQueryable<OutgoingMail> NewestFirst(this IQueryable<OutgoingMail> mails, MailState? state, int? before) =>
        state is null or MailState.Sent
            ? mails.Where(mail => before == null || mail.Id < before).OrderByDescending(mail => mail.Id)
            // Plus nothing: SQLite would leave the small index for the whole table, which lies in the order of the ids.
            : mails.Where(mail => before == null || mail.Id + 0 < before).OrderByDescending(mail => mail.Id + 0);

    public static IQueryable<LoggedMail> Rows(this IQueryable<OutgoingMail> mails) => mails.Select(mail => new LoggedMail
    {
        Id = mail.Id,
        ToName = mail.ToName,
        ToAddress = mail.ToAddress,
        Language = mail.Language,
        Subject = mail.Subject,
        QueuedAt = mail.QueuedAt,
        State = mail.SentAt != null ? MailState.Sent
            : mail.FailedAt != null ? MailState.Failed
            : mail.WithdrawnAt != null ? MailState.Withdrawn
            : MailState.Waiting,
    });

    public static MailState State(this OutgoingMail mail) => mail switch
    {
        { SentAt: not null } => MailState.Sent,
        { FailedAt: not null } => MailState.Failed,
        { WithdrawnAt: not null } => MailState.Withdrawn,
        _ => MailState.Waiting,
    };
}

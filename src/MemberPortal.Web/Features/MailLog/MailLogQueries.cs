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

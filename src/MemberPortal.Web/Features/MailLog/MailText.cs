using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>How a mail stands, in words beside its badge.</summary>
internal static class MailText
{
    public static string WhyOf(this IStringLocalizer<Texts> texts, OutgoingMail mail, Func<DateTime, string> when) => mail.State() switch
    {
        MailState.Sent => texts["MailLog.SentAt", when(mail.SentAt!.Value)],
        MailState.Withdrawn => texts["MailLog.WithdrawnAt", when(mail.WithdrawnAt!.Value)],
        MailState.Failed => texts["MailLog.FailedAt", when(mail.FailedAt!.Value), texts.ReasonOf(mail.LastError)],
        MailState.Waiting when mail.LastError is not null =>
            texts["MailLog.TriedAgainAt", when(mail.NextTryAt), texts.ReasonToWaitOf(mail.LastError)],
        MailState.Waiting => texts["MailLog.LeavesAt", when(mail.NextTryAt)],
    };

    /// <summary>A lasting no to us, which settings mend.</summary>
    private static string ReasonToWaitOf(this IStringLocalizer<Texts> texts, string reason) =>
        reason.StartsWith('5') ? texts["MailLog.NotFromUs", reason] : texts.ReasonOf(reason);

    /// <summary>What the server said, or what stood in its place: the words of <see cref="Mail.Delivery"/>.</summary>
    private static string ReasonOf(this IStringLocalizer<Texts> texts, string? reason) => reason switch
    {
        "time-out" or "connection" => texts["MailLog.NoServer"],
        "tls" => texts["MailLog.NotTrusted"],
        "address" => texts["MailLog.NoAddress"],
        "recheck" => texts["MailLog.NoRecheck"],
        ['5', ..] => texts["MailLog.Refused", reason],
        _ => texts["MailLog.Later", reason ?? ""],
    };
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Says just before a mail leaves whether it still holds. Registered by the kind that <see cref="OutgoingMail.Recheck"/>
/// begins with.
/// </summary>
internal interface IMailRecheck
{
    /// <summary>A step of the write that lets the mail go. May run again: a server that did not take it is tried later.</summary>
    Task<MailVerdict> LookAsync(OutgoingMail mail, string reference, CancellationToken cancellationToken);
}

/// <summary>What becomes of a mail that was about to leave.</summary>
internal abstract record MailVerdict
{
    internal sealed record Holds : MailVerdict;

    /// <summary>It leaves with these words.</summary>
    internal sealed record HoldsAs(Letter Letter) : MailVerdict;

    /// <summary>Asked again at this instant.</summary>
    internal sealed record NotBefore(DateTime Instant) : MailVerdict;

    internal sealed record Withdrawn : MailVerdict;
}

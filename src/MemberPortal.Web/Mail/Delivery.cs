namespace MemberPortal.Web.Mail;

internal enum DeliveryResult
{
    /// <summary>The server has taken the mail over.</summary>
    Accepted,

    /// <summary>A lasting no to this mail.</summary>
    Refused,

    /// <summary>A lasting no to its address.</summary>
    Bounced,

    /// <summary>Not now; another mail may do better.</summary>
    Postponed,

    /// <summary>The server does not answer, or has nothing to do with us; other mails would fare no better.</summary>
    ServerAway,

    /// <summary>Not tried: it no longer holds, or may not leave yet. Its row says so already.</summary>
    KeptBack,
}

/// <summary>How one try at sending a mail ended.</summary>
/// <param name="MailId">The row.</param>
/// <param name="Result">What it means for the mail.</param>
/// <param name="Reason">The server's code, or a word for what stood in its place; never its wording, which holds addresses.</param>
internal sealed record Delivery(int MailId, DeliveryResult Result, string? Reason = null);

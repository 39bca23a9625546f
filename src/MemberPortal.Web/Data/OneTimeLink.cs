namespace MemberPortal.Web.Data;

internal enum LinkPurpose
{
    Invitation,
    PasswordReset,
}

/// <summary>A link that was mailed and works once. Opening it changes nothing; the form behind it does.</summary>
internal sealed class OneTimeLink
{
    public int Id { get; init; }

    /// <summary>SHA-256 of the token in the link, in hex.</summary>
    public required string TokenHash { get; init; }

    public required int AccountId { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }
}

namespace MemberPortal.Web.Data;

/// <summary>
/// A sign-in that lasts until it is ended. The cookie only names it, so signing out, a new password or another role
/// ends it at the very next request (5-quality.md, Session).
/// </summary>
internal sealed class Session
{
    /// <summary>SHA-256 of the token in the cookie, in hex: the database alone signs nobody in.</summary>
    public required string Id { get; init; }

    public required int AccountId { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }
}

namespace MemberPortal.Web.Data;

/// <summary>What a member has on account. The database refuses less than nothing.</summary>
internal sealed class MemberBalance
{
    public required int MemberId { get; init; }
    public required string Currency { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; set; }
}

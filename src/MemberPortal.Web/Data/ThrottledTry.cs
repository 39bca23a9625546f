namespace MemberPortal.Web.Data;

/// <summary>One try at something that is throttled: a failed sign-in, a mail asked for.</summary>
internal sealed class ThrottledTry
{
    public int Id { get; init; }

    /// <summary>What is counted and for whom, hashed: "sign-in:account:…", "sign-in:address:…".</summary>
    public required string Key { get; init; }

    public required DateTime At { get; init; }
}

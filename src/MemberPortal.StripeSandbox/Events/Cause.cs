namespace MemberPortal.StripeSandbox.Events;

/// <summary>The API request an event came from; both null when a person or the clock caused it.</summary>
internal sealed record Cause(string? RequestId, string? IdempotencyKey)
{
    public static readonly Cause NoRequest = new(null, null);
}

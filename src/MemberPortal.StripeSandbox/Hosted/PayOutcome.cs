namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What came of a try to pay.</summary>
internal abstract record PayOutcome
{
    internal sealed record GoTo(string Url) : PayOutcome;

    internal sealed record Declined(string TextKey) : PayOutcome;

    /// <summary>There is no such session, or it is no longer open: the page says which.</summary>
    internal sealed record NothingToPay : PayOutcome;
}

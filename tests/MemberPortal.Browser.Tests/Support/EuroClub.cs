namespace MemberPortal.Browser.Tests.Support;

/// <summary>The small club, but it bills in euro.</summary>
public sealed class EuroClub : SmallClub
{
    private protected override string Currency => "EUR";
}

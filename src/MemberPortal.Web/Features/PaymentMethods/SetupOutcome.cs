namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Where a tap on Add or Replace leads.</summary>
internal abstract record SetupOutcome
{
    /// <summary>To the provider's page.</summary>
    internal sealed record GoTo(Uri Page) : SetupOutcome;

    /// <summary>The page that was open has been finished meanwhile: its own page here tells.</summary>
    internal sealed record SeeSetup(string SetupId) : SetupOutcome;

    /// <summary>The provider keeps cards for people with an address only, and the member has none that it takes.</summary>
    internal sealed record NoAddress : SetupOutcome;

    /// <summary>The provider did not answer. What is on file stays.</summary>
    internal sealed record ProviderAway : SetupOutcome;
}

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>How a try at putting a method on file stands, as the provider has it at this moment.</summary>
internal abstract record SetupStanding
{
    /// <summary>The new method is on file; the one before it is not any more.</summary>
    internal sealed record Done : SetupStanding;

    /// <summary>The provider's page is open; <paramref name="DeclineCode"/> is the last card's refusal, if one was tried.</summary>
    internal sealed record Waiting(Uri Page, string? DeclineCode) : SetupStanding;

    /// <summary>Over, and nothing on file has changed.</summary>
    internal sealed record Over(string? DeclineCode) : SetupStanding;

    /// <summary>The provider could not be asked, or waits itself; a job asks again.</summary>
    internal sealed record Unknown : SetupStanding;

    internal sealed record NoSuchSetup : SetupStanding;
}

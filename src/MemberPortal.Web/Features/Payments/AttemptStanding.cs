namespace MemberPortal.Web.Features.Payments;

/// <summary>How a charge attempt stands, as the provider has it at this moment.</summary>
internal abstract record AttemptStanding
{
    internal sealed record Paid : AttemptStanding;

    /// <summary>The payer has finished; the money is on its way, and expected on that day where the provider says one.</summary>
    internal sealed record Processing(DateOnly? ExpectedOn) : AttemptStanding;

    /// <summary>The payment page is open; <paramref name="DeclineCode"/> is the last card's refusal, if one was tried.</summary>
    internal sealed record Waiting(Uri Page, string? DeclineCode) : AttemptStanding;

    /// <summary>The bank asks the member, on its own page.</summary>
    internal sealed record NeedsConfirmation(Uri BankPage) : AttemptStanding;

    /// <summary>Over, and nothing was charged.</summary>
    internal sealed record Over(string? DeclineCode) : AttemptStanding;

    /// <summary>The provider could not be asked; a job will. Or it says that it <paramref name="ProviderHasNone"/> of what it named.</summary>
    internal sealed record Unknown(bool ProviderHasNone = false) : AttemptStanding;

    internal sealed record NoSuchAttempt : AttemptStanding;
}

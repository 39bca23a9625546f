namespace MemberPortal.Web.Stripe;

/// <summary>A member as the provider is told of them.</summary>
internal sealed record NewCustomer
{
    /// <summary>What we call the member; kept at the provider beside the customer.</summary>
    public required string Reference { get; init; }

    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>The member's language: en, sv, nb, ru or fr.</summary>
    public required string Language { get; init; }
}

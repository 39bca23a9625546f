using MemberPortal.Billing.PaymentMethods;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>A member's payment method, as pages and rules see it.</summary>
internal sealed record MethodRow
{
    public required int Id { get; init; }
    public required PaymentMethodFacts Facts { get; init; }

    /// <summary>Null for ways of paying that the provider knows nothing of.</summary>
    public required string? ProviderMethodId { get; init; }

    public required string? Brand { get; init; }
    public required string? Last4 { get; init; }
    public required DateTime AddedAt { get; init; }

    /// <summary>A card or an account that the member gave the provider, not a way that the treasurer has noted.</summary>
    public bool IsKeptByProvider => Facts.Kind is PaymentMethodKind.Card or PaymentMethodKind.SepaDebit;

    /// <summary>The last charge that says something about the method ended in a no.</summary>
    public bool WasDeclined => Facts.LastResult == ChargeResult.Declined;

    public PaymentMethodStatus StatusOn(DateOnly today) => Facts.StatusOn(today);

    /// <summary>Whether a tap may charge it: on file at the provider, and neither expired nor refused for good.</summary>
    public bool CanBeChargedOn(DateOnly today) => ProviderMethodId is not null && StatusOn(today) is
        PaymentMethodStatus.Active or PaymentMethodStatus.ExpiringSoon or PaymentMethodStatus.InsufficientFunds;
}

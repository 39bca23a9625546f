namespace MemberPortal.Web.Stripe.Wire;

internal sealed record ChargeOnWire : IHasId
{
    public required string Id { get; init; }
    public required string Status { get; init; }
    public required long Created { get; init; }
    public MethodOnWire? PaymentMethodDetails { get; init; }

    public bool HasSucceeded => Status == "succeeded";

    /// <summary>It is made days before it succeeds.</summary>
    public bool IsDebit => PaymentMethodDetails?.Type == "sepa_debit";
}

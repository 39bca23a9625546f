using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>The payment behind a payment page (6-stripe.md, section 14).</summary>
internal sealed record PaymentIntentOnWire : IHasId
{
    public required string Id { get; init; }
    public required string Status { get; init; }
    public Failure? LastPaymentError { get; init; }

    [JsonConverter(typeof(Expandable<ChargeOnWire>.Converter))]
    public Expandable<ChargeOnWire>? LatestCharge { get; init; }

    public PaymentState State => Status switch
    {
        "requires_payment_method" or "requires_confirmation" => PaymentState.NeedsMethod,
        "requires_action" => PaymentState.NeedsAction,
        "succeeded" => PaymentState.Succeeded,
        "canceled" => PaymentState.Canceled,
        _ => PaymentState.Processing,
    };

    internal sealed record Failure
    {
        public required string Type { get; init; }
        public string? Code { get; init; }
        public string? DeclineCode { get; init; }
        public string? AdviceCode { get; init; }
        public MethodOnWire? PaymentMethod { get; init; }

        public Decline ToDecline() => new(DeclineCode ?? Code ?? Type, AdviceCode);
    }
}

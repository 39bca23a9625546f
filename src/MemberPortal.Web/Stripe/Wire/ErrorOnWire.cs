namespace MemberPortal.Web.Stripe.Wire;

/// <summary>The body of a refusal. Its message is left where it is: it may quote what was sent.</summary>
internal sealed record ErrorOnWire
{
    public required Details Error { get; init; }

    internal sealed record Details
    {
        public required string Type { get; init; }
        public string? Code { get; init; }
        public string? Param { get; init; }

        /// <summary>Of a charge that was declined.</summary>
        public ObjectOnWire? PaymentIntent { get; init; }
    }
}

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>One page of payment pages, newest first; of each only what it takes to recognise ours.</summary>
internal sealed record CheckoutListOnWire
{
    public required bool HasMore { get; init; }
    public required IReadOnlyList<Listed> Data { get; init; }

    internal sealed record Listed
    {
        public required string Id { get; init; }
        public string? ClientReferenceId { get; init; }
    }
}

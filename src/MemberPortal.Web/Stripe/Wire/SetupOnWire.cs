using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A Checkout Session in setup mode, as far as we read it (6-stripe.md, sections 12 and 13).</summary>
internal sealed record SetupOnWire : IHasId
{
    public required string Id { get; init; }
    public string? Url { get; init; }
    public required string Status { get; init; }
    public string? ClientReferenceId { get; init; }

    [JsonConverter(typeof(Expandable<SetupIntentOnWire>.Converter))]
    public Expandable<SetupIntentOnWire>? SetupIntent { get; init; }

    /// <summary>Refuses a page that is not at <paramref name="checkoutOrigin"/>: members are sent there.</summary>
    public SetupPage ToSetupPage(Uri checkoutOrigin) => new()
    {
        Id = Id,
        Url = Url is null ? null : CheckoutOnWire.PageAt(checkoutOrigin, Url),
        State = CheckoutOnWire.StateOf(Status),
        Reference = ClientReferenceId,
        Method = SetupIntent?.Object is { Status: "succeeded" } done ? done.PaymentMethod?.Object?.ToSavedMethod() : null,
        LastDecline = SetupIntent?.Object?.LastSetupError?.ToDecline(),
    };

    internal sealed record SetupIntentOnWire : IHasId
    {
        public required string Id { get; init; }
        public required string Status { get; init; }
        public FailureOnWire? LastSetupError { get; init; }

        [JsonConverter(typeof(Expandable<MethodOnWire>.Converter))]
        public Expandable<MethodOnWire>? PaymentMethod { get; init; }
    }
}

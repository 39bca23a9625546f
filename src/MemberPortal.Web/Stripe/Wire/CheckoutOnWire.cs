using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A Checkout Session in payment mode, as far as we read it (6-stripe.md, section 13).</summary>
internal sealed record CheckoutOnWire : IHasId
{
    public required string Id { get; init; }
    public string? Url { get; init; }
    public required string Status { get; init; }
    public required string PaymentStatus { get; init; }
    public string? ClientReferenceId { get; init; }
    public required long AmountTotal { get; init; }
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required long ExpiresAt { get; init; }
    public required bool Livemode { get; init; }

    [JsonConverter(typeof(Expandable<PaymentIntentOnWire>.Converter))]
    public Expandable<PaymentIntentOnWire>? PaymentIntent { get; init; }

    /// <summary>Refuses a page that is not at <paramref name="checkoutOrigin"/>: members are sent there.</summary>
    public Checkout ToCheckout(Uri checkoutOrigin)
    {
        var payment = PaymentIntent?.Object;
        return new()
        {
            Id = Id,
            Url = Url is null ? null : PageAt(checkoutOrigin, Url),
            State = StateOf(Status),
            Paid = PaymentStatus == "paid",
            Reference = ClientReferenceId,
            AmountMinor = StripeAmounts.FromWire(AmountTotal, Currency),
            Currency = Currency.ToUpperInvariant(),
            CreatedAt = UnixTime.ToUtc(Created),
            ExpiresAt = UnixTime.ToUtc(ExpiresAt),
            Livemode = Livemode,
            PaymentIntentId = PaymentIntent?.Id,
            Payment = (PaymentIntent, payment) switch
            {
                (null, _) => PaymentState.None,
                (_, null) => PaymentState.Processing,   // not expanded: not known to be final
                _ => payment.State,
            },
            LastDecline = payment?.LastPaymentError?.ToDecline(),
            ChargeId = payment?.LatestCharge is { Object.HasSucceeded: true } charge ? charge.Id : null,
            SettledAt = payment?.SettledAt,
            ExpectedOn = payment?.ExpectedOn,
            Method = payment?.MethodUsed,
        };
    }

    public static CheckoutState StateOf(string status) => status switch
    {
        "open" => CheckoutState.Open,
        "expired" => CheckoutState.Expired,
        _ => CheckoutState.Complete,   // a status yet unknown: neither to be sent to nor to be given up
    };

    public static Uri PageAt(Uri origin, string url)
    {
        // Not by text: the server's name may be followed, or preceded by a user's, in ways that only a parser sees.
        if (Uri.TryCreate(url, UriKind.Absolute, out var page) &&
            (page.Scheme, page.Host, page.Port, page.UserInfo) == (origin.Scheme, origin.Host, origin.Port, ""))
        {
            return page;
        }

        throw new StripeRefused(200, "foreign_checkout_url", param: "url");
    }
}

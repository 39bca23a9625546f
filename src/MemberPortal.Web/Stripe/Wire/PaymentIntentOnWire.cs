using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A payment, behind a payment page or by itself (6-stripe.md, section 14).</summary>
internal sealed record PaymentIntentOnWire : IHasId
{
    public required string Id { get; init; }
    public required string Status { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public OurMarks? Metadata { get; init; }
    public FailureOnWire? LastPaymentError { get; init; }
    public ActionOnWire? NextAction { get; init; }

    [JsonConverter(typeof(Expandable<MethodOnWire>.Converter))]
    public Expandable<MethodOnWire>? PaymentMethod { get; init; }

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

    public DateTime? SettledAt => LatestCharge?.Object is { HasSucceeded: true, IsDebit: false } charge ? UnixTime.ToUtc(charge.Created) : null;

    public DateOnly? ExpectedOn => LatestCharge?.Object?.PaymentMethodDetails?.SepaDebit?.ExpectedDebitDate;

    public MethodUsed? MethodUsed =>
        (LatestCharge?.Object?.PaymentMethodDetails ?? LastPaymentError?.PaymentMethod)?.ToMethodUsed(PaymentMethod?.Id);

    public Intent ToIntent() => new()
    {
        Id = Id,
        Reference = Metadata?.Attempt,
        AmountMinor = StripeAmounts.FromWire(Amount, Currency),
        Currency = Currency.ToUpperInvariant(),
        State = State,
        BankPage = State == PaymentState.NeedsAction ? NextAction?.BankPage : null,
        LastDecline = State == PaymentState.Succeeded ? null : LastPaymentError?.ToDecline(),
        SettledAt = SettledAt,
        ExpectedOn = ExpectedOn,
        Method = MethodUsed,
    };
}

/// <summary>What somebody has to do before the payment goes on.</summary>
internal sealed record ActionOnWire
{
    public RedirectOnWire? RedirectToUrl { get; init; }

    /// <summary>The bank's page, over https or on this machine; anything else is no page to send a member to.</summary>
    public Uri? BankPage =>
        Uri.TryCreate(RedirectToUrl?.Url, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && page.IsLoopback))
            ? page
            : null;

    internal sealed record RedirectOnWire
    {
        public string? Url { get; init; }
    }
}

/// <summary>Why the latest try at paying, or at putting a method on file, was refused.</summary>
internal sealed record FailureOnWire
{
    public required string Type { get; init; }
    public string? Code { get; init; }
    public string? DeclineCode { get; init; }
    public string? AdviceCode { get; init; }
    public MethodOnWire? PaymentMethod { get; init; }

    public Decline ToDecline() => new(DeclineCode ?? Code ?? Type, AdviceCode);
}

using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Payments;

internal enum ReportedState
{
    /// <summary>The page waits for the payer.</summary>
    Open,

    /// <summary>The bank waits for the payer's confirmation.</summary>
    NeedsConfirmation,

    /// <summary>The payer has finished, and nobody says that it failed.</summary>
    Processing,

    Paid,

    /// <summary>Over, and nothing was charged.</summary>
    Over,

    /// <summary>A state that says neither; asked again later.</summary>
    Unclear,
}

/// <summary>What the provider says of an attempt at this moment, whichever way it takes the money.</summary>
internal sealed record ProviderReport
{
    /// <summary>The attempt it is about, in the provider's keeping.</summary>
    public required string? Reference { get; init; }

    public required ReportedState State { get; init; }
    public string? CheckoutId { get; init; }
    public string? PaymentIntentId { get; init; }

    /// <summary>Where the payer goes on: the payment page, or the bank's.</summary>
    public Uri? Page { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }
    public Decline? LastDecline { get; init; }
    public MethodUsed? Method { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; init; }

    public DateOnly? ExpectedOn { get; init; }

    public static ProviderReport Of(Checkout checkout) => new()
    {
        Reference = checkout.Reference,
        State = checkout switch
        {
            { Paid: true } => ReportedState.Paid,
            { State: CheckoutState.Open, Url: not null } => ReportedState.Open,
            { State: CheckoutState.Open } => ReportedState.Unclear,
            { State: CheckoutState.Expired } => ReportedState.Over,
            { State: CheckoutState.Complete, Payment: PaymentState.NeedsMethod or PaymentState.Canceled } => ReportedState.Over,
            _ => ReportedState.Processing,
        },
        CheckoutId = checkout.Id,
        PaymentIntentId = checkout.PaymentIntentId,
        Page = checkout.Url,
        AmountMinor = checkout.AmountMinor,
        Currency = checkout.Currency,
        LastDecline = checkout.LastDecline,
        Method = checkout.Method,
        SettledAt = checkout.SettledAt,
        ExpectedOn = checkout.ExpectedOn,
    };

    public static ProviderReport Of(Intent intent) => new()
    {
        Reference = intent.Reference,
        State = intent switch
        {
            { State: PaymentState.Succeeded } => ReportedState.Paid,
            { State: PaymentState.NeedsAction, BankPage: not null } => ReportedState.NeedsConfirmation,
            { State: PaymentState.NeedsMethod, LastDecline: not null } => ReportedState.Over,
            { State: PaymentState.Canceled } => ReportedState.Over,
            { State: PaymentState.Processing } => ReportedState.Processing,
            _ => ReportedState.Unclear,
        },
        PaymentIntentId = intent.Id,
        Page = intent.BankPage,
        AmountMinor = intent.AmountMinor,
        Currency = intent.Currency,
        LastDecline = intent.LastDecline,
        Method = intent.Method,
        SettledAt = intent.SettledAt,
        ExpectedOn = intent.ExpectedOn,
    };
}

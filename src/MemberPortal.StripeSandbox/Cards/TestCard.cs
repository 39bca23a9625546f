namespace MemberPortal.StripeSandbox.Cards;

/// <summary>A card that exists only here, and how its bank behaves (6-stripe.md, 19).</summary>
internal sealed record TestCard(string Number, string Token, string Brand = "visa")
{
    public string Funding { get; init; } = "credit";

    /// <summary>Why every charge fails; null lets it through.</summary>
    public Decline? Decline { get; init; }

    public BankConfirmation Confirmation { get; init; }

    /// <summary>The bank lets it be saved, and declines afterwards.</summary>
    public bool DeclinesLater { get; init; }

    /// <summary>Why the bank disputes what was paid; null when it does not.</summary>
    public string? Dispute { get; init; }

    /// <summary>What becomes of a refund: pending first, or fails after it succeeded; null when it goes through.</summary>
    public string? Refund { get; init; }

    /// <summary>The decline on saving the card; null when it can be saved.</summary>
    public Decline? SetupDecline => DeclinesLater ? null : Decline;

    public string Last4 => Number[^4..];

    public static TestCard? ByNumber(string number) => All.FirstOrDefault(card => card.Number == number);

    public static TestCard? ByToken(string token) => All.FirstOrDefault(card => card.Token == token);

    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "pm_card_visa"),
        new("4000056655665556", "pm_card_visa_debit") { Funding = "debit" },
        new("5555555555554444", "pm_card_mastercard", "mastercard"),
        new("378282246310005", "pm_card_amex", "amex"),
        new("4000000000000002", "pm_card_visa_chargeDeclined") { Decline = Decline.Generic },
        new("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds") { Decline = Decline.InsufficientFunds },
        new("4000000000009987", "pm_card_visa_chargeDeclinedLostCard") { Decline = Decline.LostCard },
        new("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard") { Decline = Decline.StolenCard },
        new("4000000000000069", "pm_card_chargeDeclinedExpiredCard") { Decline = Decline.ExpiredCard },
        new("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc") { Decline = Decline.IncorrectCvc },
        new("4000000000000119", "pm_card_chargeDeclinedProcessingError") { Decline = Decline.ProcessingError },
        new("4000000000006975", "pm_card_visa_chargeDeclinedVelocityLimitExceeded") { Decline = Decline.VelocityExceeded },
        new("4100000000000019", "pm_card_radarBlock") { Decline = Decline.Fraudulent },
        new("4000000000000341", "pm_card_chargeCustomerFail") { Decline = Decline.Generic, DeclinesLater = true },
        new("4000002500003155", "pm_card_authenticationRequiredOnSetup") { Confirmation = BankConfirmation.UnlessSetUp },
        new("4000002760003184", "pm_card_authenticationRequired") { Confirmation = BankConfirmation.Always },
        new("4000003800000446", "pm_card_authenticationRequiredSetupForOffSession") { Confirmation = BankConfirmation.SetUpAlready },
        new("4000008400001629", "pm_card_threeDSecureRequiredChargeDeclined")
        {
            Confirmation = BankConfirmation.Always,
            Decline = Decline.Generic,
        },
        new("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds")
        {
            Confirmation = BankConfirmation.Always,
            Decline = Decline.InsufficientFunds,
            DeclinesLater = true,
        },
        new("4000000000000259", "pm_card_createDispute") { Dispute = "fraudulent" },
        new("4000000000002685", "pm_card_createDisputeProductNotReceived") { Dispute = "product_not_received" },
        new("4000000000007726", "pm_card_pendingRefund") { Refund = "pending" },
        new("4000000000005126", "pm_card_refundFail") { Refund = "fails" },
    ];
}

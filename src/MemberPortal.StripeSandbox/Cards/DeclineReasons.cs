namespace MemberPortal.StripeSandbox.Cards;

/// <summary>Every reason a bank may have, by group (6-stripe.md, 18), with what the API advises to do about it.</summary>
internal static class DeclineReasons
{
    public static readonly IReadOnlyList<Group> All =
    [
        new("Insufficient funds", "try_again_later", ["insufficient_funds", "card_velocity_exceeded", "withdrawal_count_limit_exceeded"]),
        new("Expired card", "do_not_try_again", ["expired_card", "expired_payment_method"]),
        new("Invalid information", "confirm_card_data",
        [
            "incorrect_number", "invalid_number", "incorrect_cvc", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year",
            "incorrect_zip", "incorrect_address", "invalid_account", "new_account_information_available", "invalid_amount",
            "incorrect_pin", "invalid_pin", "pin_try_exceeded", "offline_pin_required", "online_or_offline_pin_required",
        ]),
        new("Lost, stolen, blocked", "do_not_try_again",
            ["lost_card", "stolen_card", "pickup_card", "restricted_card", "fraudulent", "merchant_blacklist", "security_violation"]),
        new("Not permitted", "do_not_try_again",
        [
            "card_not_supported", "currency_not_supported", "not_permitted", "service_not_allowed", "transaction_not_allowed",
            "stop_payment_order", "revocation_of_authorization", "revocation_of_all_authorizations", "do_not_try_again", "testmode_decline",
        ]),
        new("Needs authentication", "try_again_later", ["authentication_required", "approve_with_id"]),
        new("Temporary", "try_again_later",
        [
            "processing_error", "issuer_not_available", "try_again_later", "reenter_transaction", "duplicate_transaction",
            "card_decline_rate_limit_exceeded",
        ]),
        new("Generic", "try_again_later", ["generic_decline", "do_not_honor", "call_issuer", "no_action_taken"]),
    ];

    /// <summary>The error's code says the same as its decline_code.</summary>
    public static readonly IReadOnlyList<string> AreCodesToo =
    [
        "authentication_required", "expired_card", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_zip", "invalid_cvc",
        "invalid_expiry_month", "invalid_expiry_year", "invalid_number", "processing_error",
    ];

    /// <summary>The error has this code and no decline_code.</summary>
    public static readonly IReadOnlyList<string> AreCodesOnly = ["card_decline_rate_limit_exceeded", "expired_payment_method"];

    /// <summary>The advice_code; null when there is no such reason.</summary>
    public static string? AdviceOn(string reason) => All.FirstOrDefault(group => group.Reasons.Contains(reason))?.Advice;

    /// <param name="Name">As the table of 6-stripe.md calls it.</param>
    /// <param name="Advice">The advice_code.</param>
    /// <param name="Reasons">The decline_codes, or codes where there is none.</param>
    internal sealed record Group(string Name, string Advice, IReadOnlyList<string> Reasons);
}

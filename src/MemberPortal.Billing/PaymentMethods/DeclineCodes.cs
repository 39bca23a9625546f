using System.Collections.Frozen;

namespace MemberPortal.Billing.PaymentMethods;

/// <summary>What the provider's decline codes mean (2-statuses.md, Payment method; decline-codes.csv).</summary>
public static class DeclineCodes
{
    private static readonly FrozenDictionary<string, DeclineEffect> Effects = Table(
        (DeclineEffect.InsufficientFunds, """
            card_velocity_exceeded charge_exceeds_source_limit charge_exceeds_weekly_limit insufficient_funds
            withdrawal_count_limit_exceeded
            """),
        (DeclineEffect.Expired, "expired_card expired_payment_method"),
        (DeclineEffect.Invalid, """
            account_closed bank_account_restricted card_not_supported currency_not_supported debit_not_authorized
            fraudulent incorrect_address incorrect_cvc incorrect_number incorrect_zip invalid_account invalid_cvc
            invalid_expiry_month invalid_expiry_year invalid_number lost_card merchant_blacklist
            new_account_information_available no_account not_permitted payment_intent_mandate_invalid pickup_card
            restricted_card revocation_of_all_authorizations revocation_of_authorization security_violation
            service_not_allowed stolen_card stop_payment_order transaction_not_allowed
            """),
        (DeclineEffect.NothingAboutTheMethod, """
            approve_with_id authentication_required card_decline_rate_limit_exceeded duplicate_transaction
            invalid_amount issuer_not_available processing_error reenter_transaction try_again_later
            """));

    /// <summary>
    /// The effect of the provider's <c>decline_code</c>, or of its <c>code</c> where it sent none. What is not in the
    /// table, no code at all included, is a plain no.
    /// </summary>
    public static DeclineEffect EffectOf(string? code) =>
        code is null ? DeclineEffect.PlainNo : Effects.GetValueOrDefault(code, DeclineEffect.PlainNo);

    private static FrozenDictionary<string, DeclineEffect> Table(
        params (DeclineEffect Effect, string Codes)[] rows) => rows
        .SelectMany(row => row.Codes
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(code => KeyValuePair.Create(code, row.Effect)))
        .ToFrozenDictionary(StringComparer.Ordinal);
}

namespace MemberPortal.Billing.PaymentMethods;

/// <summary>
/// What a payment method remembers of the charges made on it (2-statuses.md, Payment method): the last that says something
/// about it, and the plain noes in a row. Business days.
/// </summary>
/// <param name="Result">Of the last charge that says something.</param>
/// <param name="DeclineCode">The provider's decline code, else its code; null unless declined.</param>
/// <param name="AdviceCode">The provider's <c>advice_code</c> that came with it.</param>
/// <param name="DeclinesInARow">Plain noes since the last success.</param>
/// <param name="CountedOn">The day of the last no in that row.</param>
public sealed record ChargeRecord(ChargeResult Result, string? DeclineCode, string? AdviceCode, int DeclinesInARow, DateOnly? CountedOn)
{
    private const string DoNotTryAgain = "do_not_try_again";

    /// <summary>Nothing tried yet.</summary>
    public static ChargeRecord None { get; } = new(ChargeResult.None, null, null, 0, null);

    /// <summary>Went through: the row of noes is broken.</summary>
    public static ChargeRecord Succeeded { get; } = new(ChargeResult.Succeeded, null, null, 0, null);

    /// <summary>
    /// The same after a decline on <paramref name="today"/>. A passing fault or a wish for the holder's confirmation changes
    /// nothing, unless the provider advises not to try again; several plain noes of one day count once.
    /// </summary>
    public ChargeRecord AfterDecline(string? code, string? advice, DateOnly today) => DeclineCodes.EffectOf(code) switch
    {
        DeclineEffect.NothingAboutTheMethod when advice != DoNotTryAgain => this,
        DeclineEffect.PlainNo => new(ChargeResult.Declined, code, advice, CountedOn == today ? DeclinesInARow : DeclinesInARow + 1, today),
        DeclineEffect.InsufficientFunds or DeclineEffect.Expired or DeclineEffect.Invalid or DeclineEffect.NothingAboutTheMethod =>
            this with { Result = ChargeResult.Declined, DeclineCode = code, AdviceCode = advice },
    };
}

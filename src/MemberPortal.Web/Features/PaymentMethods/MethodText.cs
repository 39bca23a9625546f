using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>A payment method in words: its name, the line of why and what next under its badge, and what can be done.</summary>
internal static class MethodText
{
    public static string NameOf(this IStringLocalizer<Texts> texts, MethodRow? method) => method switch
    {
        null => texts["Method.None"],
        { Facts.Kind: PaymentMethodKind.Card } => texts.CardOf(method.Brand, method.Last4),
        { Last4: { } last4 } => $"{texts[$"PaymentMethodKind.{method.Facts.Kind}"]} ···· {last4}",
        _ => texts[$"PaymentMethodKind.{method.Facts.Kind}"],
    };

    public static string HeadingOf(this IStringLocalizer<Texts> texts, MethodRow? method) =>
        texts[method is null or { Facts.Kind: PaymentMethodKind.Card } ? "Method.YourCard" : "Method.YourWay"];

    /// <param name="texts">In the reader's language.</param>
    /// <param name="method">What is on file; null for nothing.</param>
    /// <param name="debits">Whether the provider's page takes bank accounts too.</param>
    public static string ActionOf(this IStringLocalizer<Texts> texts, MethodRow? method, bool debits) => method switch
    {
        { Facts.Kind: PaymentMethodKind.Card } => texts["Method.Replace"],
        { Facts.Kind: PaymentMethodKind.SepaDebit } => texts["Method.ReplaceDebit"],
        _ => texts[debits ? "Method.AddCardOrAccount" : "Method.Add"],
    };

    public static string WhyOf(this IStringLocalizer<Texts> texts, MethodRow? method, DateOnly today) =>
        method is null ? texts["Method.None.Why"] : texts.WhyOfOne(method, today);

    /// <summary>What the provider advises after a decline; null where it says nothing, and of a card that is over anyway.</summary>
    public static string? AdviceOf(this IStringLocalizer<Texts> texts, MethodRow? method, DateOnly today) =>
        method is { WasDeclined: true } && method.StatusOn(today) != PaymentMethodStatus.Expired
            ? method.Facts.LastAdviceCode switch
            {
                "confirm_card_data" => texts["MethodAdvice.ConfirmCardData"].Value,
                "do_not_try_again" => texts["MethodAdvice.DoNotTryAgain"].Value,
                "try_again_later" => texts["MethodAdvice.TryAgainLater"].Value,
                _ => null,
            }
            : null;

    /// <summary>Why a tap on Add or Replace led nowhere; null when nobody tapped.</summary>
    public static string? ProblemOf(this IStringLocalizer<Texts> texts, SetupOutcome? outcome) => outcome switch
    {
        SetupOutcome.ProviderAway => texts["Setup.ProviderAway"].Value,
        SetupOutcome.NoAddress => texts["Setup.NoAddress"].Value,
        _ => null,
    };

    /// <summary>Why somebody came back without a new method.</summary>
    public static string WhyNotSaved(this IStringLocalizer<Texts> texts, SetupStanding standing) => standing switch
    {
        SetupStanding.Waiting(_, { } code) => texts.RefusalOf(code),
        SetupStanding.Over({ } code) => texts.RefusalOf(code),
        SetupStanding.Over => texts["Setup.Over"],
        _ => texts["Setup.Left"],
    };

    /// <summary>By group, never by code: a lost, stolen or fraud code reads "declined".</summary>
    private static string RefusalOf(this IStringLocalizer<Texts> texts, string code) => DeclineCodes.EffectOf(code) switch
    {
        DeclineEffect.Expired => texts["Setup.Expired"],
        DeclineEffect.NothingAboutTheMethod => texts["Setup.NotThisTime"],
        DeclineEffect.InsufficientFunds or DeclineEffect.Invalid or DeclineEffect.PlainNo => texts["Setup.Declined"],
    };

    private static string WhyOfOne(this IStringLocalizer<Texts> texts, MethodRow method, DateOnly today) => method.StatusOn(today) switch
    {
        PaymentMethodStatus.None => texts["Method.None.Why"],
        PaymentMethodStatus.Manual => texts["Method.Manual.Why"],
        PaymentMethodStatus.InsufficientFunds => texts["Method.InsufficientFunds.Why"],
        PaymentMethodStatus.Invalid => texts[method.Facts.Kind == PaymentMethodKind.Card ? "Method.Invalid.Why" : "Method.InvalidDebit.Why"],
        PaymentMethodStatus.Expired when method.Facts.LastUsableDay < today =>
            texts["Method.Expired.Why", DayText.WithoutWeekday(method.Facts.LastUsableDay.Value, today)],
        PaymentMethodStatus.Expired => texts["Method.ExpiredByBank.Why"],
        PaymentMethodStatus.ExpiringSoon =>
            texts["Method.ExpiringSoon.Why", DayText.WithoutWeekday(method.Facts.LastUsableDay!.Value, today)],
        PaymentMethodStatus.Active when method.WasDeclined => texts["Method.Declined.Why"],
        PaymentMethodStatus.Active => texts.TriedOf(method, today),
    };

    private static string TriedOf(this IStringLocalizer<Texts> texts, MethodRow method, DateOnly today)
    {
        string tried = method.Facts.LastResult == ChargeResult.Succeeded ? texts["PaymentMethod.Confirmed"] : texts["PaymentMethod.NotTriedYet"];
        return method.Facts.LastUsableDay is { } last
            ? texts["Method.Active.Why", tried, DayText.WithoutWeekday(last, today)]
            : tried;
    }
}

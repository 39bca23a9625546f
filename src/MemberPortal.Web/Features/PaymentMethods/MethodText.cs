using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>A payment method in words: its name, and the line of why and what next under its badge.</summary>
internal static class MethodText
{
    public static string NameOf(this IStringLocalizer<Texts> texts, MethodRow? method) => method switch
    {
        null => texts["Method.None"],
        { Facts.Kind: PaymentMethodKind.Card } => texts.CardOf(method.Brand, method.Last4),
        { Last4: { } last4 } => $"{texts[$"PaymentMethodKind.{method.Facts.Kind}"]} ···· {last4}",
        _ => texts[$"PaymentMethodKind.{method.Facts.Kind}"],
    };

    public static string WhyOf(this IStringLocalizer<Texts> texts, MethodRow? method, DateOnly today) =>
        method is null ? texts["Method.None.Why"] : texts.WhyOfOne(method, today);

    private static string WhyOfOne(this IStringLocalizer<Texts> texts, MethodRow method, DateOnly today) => method.StatusOn(today) switch
    {
        PaymentMethodStatus.None => texts["Method.None.Why"],
        PaymentMethodStatus.Manual => texts["Method.Manual.Why"],
        PaymentMethodStatus.InsufficientFunds => texts["Method.InsufficientFunds.Why"],
        PaymentMethodStatus.Invalid => texts["Method.Invalid.Why"],
        PaymentMethodStatus.Expired when method.Facts.LastUsableDay < today =>
            texts["Method.Expired.Why", DayText.WithoutWeekday(method.Facts.LastUsableDay.Value, today)],
        PaymentMethodStatus.Expired => texts["Method.ExpiredByBank.Why"],
        PaymentMethodStatus.ExpiringSoon =>
            texts["Method.ExpiringSoon.Why", DayText.WithoutWeekday(method.Facts.LastUsableDay!.Value, today)],
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

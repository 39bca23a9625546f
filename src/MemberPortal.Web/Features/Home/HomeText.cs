using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Home;

/// <summary>The lines of why and what next on the home page.</summary>
internal static class HomeText
{
    /// <summary>"1 200,00 kr", or "1 200,00 kr + €20.00".</summary>
    public static string SumsOf(IEnumerable<InvoiceRow> invoices) =>
        string.Join(" + ", Overview.SumsOf(invoices).Select(MoneyText.Of));

    public static string NextOf(this IStringLocalizer<Texts> texts, SubscriptionRow subscription, DateOnly today) => subscription switch
    {
        { Status: SubscriptionStatus.Canceled, CoveredUntil: { } last } when last >= today =>
            texts["Subscription.YoursUntil", DayText.WithoutWeekday(last, today)],
        { Status: SubscriptionStatus.Canceled } =>
            texts["Subscription.CanceledOn", DayText.WithoutWeekday(subscription.Facts.CanceledOn!.Value, today)],
        { NextBillOn: null, Facts.CanceledOn: { } canceledOn } =>
            texts["Subscription.EndsOn", DayText.WithoutWeekday(canceledOn.AddDays(-1), today)],
        { NextBillOn: null } => texts["Subscription.NoMoreBills"],
        { Status: SubscriptionStatus.Active, NextBillOn: { } day } =>
            texts["Subscription.NextBill", DayText.WithoutWeekday(day, today), MoneyText.Of(subscription.Price)],
        { NextBillOn: { } day } =>
            texts["Subscription.FirstBill", DayText.WithoutWeekday(day, today), MoneyText.Of(subscription.Price)],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, MethodRow? method) => method switch
    {
        null => texts["Method.None"],
        { Facts.Kind: PaymentMethodKind.Card } => texts.CardOf(method.Brand, method.Last4),
        { Last4: { } last4 } => $"{texts[$"PaymentMethodKind.{method.Facts.Kind}"]} ···· {last4}",
        _ => texts[$"PaymentMethodKind.{method.Facts.Kind}"],
    };

    public static string WhyOf(this IStringLocalizer<Texts> texts, MethodRow? method, DateOnly today) =>
        method is null ? texts["Method.None.Why"] : texts.WhyOfOne(method, today);

    private static string WhyOfOne(this IStringLocalizer<Texts> texts, MethodRow method, DateOnly today) => method.Status switch
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

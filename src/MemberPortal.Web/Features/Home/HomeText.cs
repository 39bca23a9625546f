using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Features.Invoices;
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
}

using MemberPortal.Billing.Products;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Products;

internal static class HoldingText
{
    /// <summary>"until 31 December", "expired 30 June", "no end date", "not paid yet", "ended".</summary>
    public static string CoveredOf(this IStringLocalizer<Texts> texts, Holding holding, DateOnly today) => holding.Covered switch
    {
        null when holding.Status == AssignmentStatus.Expired => texts["Product.Ended"],
        null => texts["Product.NotYet"],
        { LastDay: null } => texts["Product.ForEver"],
        { LastDay: { } day } when day < today => texts["Product.RanOut", DayText.WithoutWeekday(day, today)],
        { LastDay: { } day } => texts["Product.Until", DayText.WithoutWeekday(day, today)],
    };
}

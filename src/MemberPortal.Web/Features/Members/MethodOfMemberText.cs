using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Members;

internal static class MethodOfMemberText
{
    /// <summary>The line of why under the badge of somebody's payment method, as the desk is told it.</summary>
    public static string WhyOfMembers(this IStringLocalizer<Texts> texts, MethodRow? method, DateOnly today)
    {
        var last = method?.Facts.LastUsableDay;
        string LastDay() => DayText.WithoutWeekday(last!.Value, today);
        return (method?.StatusOn(today) ?? PaymentMethodStatus.None) switch
        {
            PaymentMethodStatus.None => texts["MemberMethod.None"],
            PaymentMethodStatus.Manual => texts["MemberMethod.Manual"],
            PaymentMethodStatus.InsufficientFunds => texts["MemberMethod.InsufficientFunds"],
            PaymentMethodStatus.Invalid => texts["MemberMethod.Invalid"],
            PaymentMethodStatus.Expired when last < today => texts["MemberMethod.Expired", LastDay()],
            PaymentMethodStatus.Expired => texts["MemberMethod.ExpiredByBank"],
            PaymentMethodStatus.ExpiringSoon => texts["MemberMethod.ExpiringSoon", LastDay()],
            PaymentMethodStatus.Active when method!.WasDeclined => texts["MemberMethod.Declined"],
            PaymentMethodStatus.Active when method.Facts.LastResult == ChargeResult.Succeeded => texts["MemberMethod.Confirmed"],
            PaymentMethodStatus.Active => texts["MemberMethod.NotTriedYet"],
        };
    }
}

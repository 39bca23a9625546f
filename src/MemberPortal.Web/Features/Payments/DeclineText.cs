using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

internal static class DeclineText
{
    /// <summary>
    /// What a member hears of a refusal: by group, never by code, so that a lost, stolen or fraud code reads "declined"
    /// (2-statuses.md, Payment method).
    /// </summary>
    public static string DeclineOf(this IStringLocalizer<Texts> texts, string code) =>
        texts[$"DeclineEffect.{DeclineCodes.EffectOf(code)}"];

    /// <summary>Why somebody came back without having paid: from the payment page, or from the bank's question.</summary>
    public static string WhyNotPaid(this IStringLocalizer<Texts> texts, AttemptStanding standing, AttemptWay way) => standing switch
    {
        AttemptStanding.Waiting(_, { } code) => texts.DeclineOf(code),
        AttemptStanding.Over({ } code) => texts.DeclineOf(code),
        AttemptStanding.Over when way == AttemptWay.SavedMethod => texts["Return.NotConfirmed"],
        AttemptStanding.Over => texts["Return.Over"],
        _ => texts["Return.Left"],
    };
}

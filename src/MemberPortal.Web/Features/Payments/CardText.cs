using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>How somebody paid, in words: "Visa ···· 4242", "bank transfer".</summary>
internal static class CardText
{
    public static string WayOf(this IStringLocalizer<Texts> texts, PaymentWay way, string? brand, string? last4) =>
        way == PaymentWay.Card && last4 is not null ? texts.CardOf(brand, last4) : texts[$"PaymentWay.{way}"];

    /// <summary>A brand that has no name here is "card".</summary>
    public static string CardOf(this IStringLocalizer<Texts> texts, string? brand, string? last4) =>
        $"{CardBrand.NameOf(brand) ?? texts[$"PaymentWay.{PaymentWay.Card}"]} ···· {last4}";
}

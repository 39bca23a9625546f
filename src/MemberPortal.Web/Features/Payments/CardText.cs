using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>How somebody paid, in words: "Visa ···· 4242", "bank transfer".</summary>
internal static class CardText
{
    private static readonly Dictionary<string, string> Brands = new()
    {
        ["amex"] = "American Express",
        ["cartes_bancaires"] = "Cartes Bancaires",
        ["diners"] = "Diners Club",
        ["discover"] = "Discover",
        ["eftpos_au"] = "eftpos",
        ["jcb"] = "JCB",
        ["mastercard"] = "Mastercard",
        ["unionpay"] = "UnionPay",
        ["visa"] = "Visa",
    };

    public static string WayOf(this IStringLocalizer<Texts> texts, PaymentWay way, string? brand, string? last4) =>
        way == PaymentWay.Card && last4 is not null ? texts.CardOf(brand, last4) : texts[$"PaymentWay.{way}"];

    /// <summary>A brand that has no name here is "card".</summary>
    public static string CardOf(this IStringLocalizer<Texts> texts, string? brand, string? last4) =>
        $"{Brands.GetValueOrDefault(brand ?? "") ?? texts[$"PaymentWay.{PaymentWay.Card}"]} ···· {last4}";
}

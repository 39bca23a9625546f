namespace MemberPortal.Web.Features.Payments;

/// <summary>The provider's words for card brands, as they stand on the cards.</summary>
internal static class CardBrand
{
    /// <returns>Null where the provider named none, or one that says nothing to people.</returns>
    public static string? NameOf(string? brand) => brand switch
    {
        "amex" => "American Express",
        "cartes_bancaires" => "Cartes Bancaires",
        "diners" => "Diners Club",
        "discover" => "Discover",
        "eftpos_au" => "Eftpos",
        "jcb" => "JCB",
        "mastercard" => "Mastercard",
        "unionpay" => "UnionPay",
        "visa" => "Visa",
        _ => null,
    };
}

using MemberPortal.Billing;

namespace MemberPortal.Web.Localization;

/// <summary>Amounts as the reader's language writes them. Decimal arithmetic serves the display only.</summary>
internal static class MoneyText
{
    private const char NoBreak = '\u00A0';

    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["NOK"] = "kr",
        ["SEK"] = "kr",
        ["DKK"] = "kr",
        ["EUR"] = "€",
        ["USD"] = "$",
        ["GBP"] = "£",
        ["RUB"] = "₽",
    };

    /// <summary>With its currency: "1 200,00 kr", "€1,200.00".</summary>
    public static string Of(Money amount)
    {
        var number = NumberOf(amount);
        if (!Symbols.TryGetValue(amount.Currency.Code, out var symbol))
            return $"{number}{NoBreak}{amount.Currency.Code}";

        // English puts the sign of a currency before the number, but says "1,200.00 kr".
        if (Language.Current.Code == "en" && symbol != "kr")
            return amount.Minor < 0 ? $"−{symbol}{NumberOf(-amount)}" : $"{symbol}{number}";

        return $"{number}{NoBreak}{symbol}";
    }

    public static string Of(long minor, string currency) => Of(new Money(minor, Currency.Of(currency)));

    /// <summary>Without its currency, for columns: "1 200,00".</summary>
    public static string NumberOf(Money amount)
    {
        var exponent = amount.Currency.Exponent;
        var value = amount.Minor / Scale(exponent);
        return value.ToString($"N{exponent}", Language.Current.Culture);
    }

    public static string NumberOf(long minor, string currency) => NumberOf(new Money(minor, Currency.Of(currency)));

    /// <summary>A rate in basis points: "25 %", "12,5 %".</summary>
    public static string RateOf(int basisPoints)
    {
        var number = (basisPoints / 100m).ToString("0.##", Language.Current.Culture);
        return Language.Current.Code == "en" ? $"{number}%" : $"{number}{NoBreak}%";
    }

    private static decimal Scale(int exponent)
    {
        var scale = 1m;
        for (var i = 0; i < exponent; i++)
            scale *= 10;
        return scale;
    }
}

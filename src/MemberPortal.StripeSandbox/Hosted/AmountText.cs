using System.Globalization;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>An amount in minor units as people of a language write it: NOK 1,200.00 in English, 1 200,00 kr in Norwegian.</summary>
internal static class AmountText
{
    private const char NoBreak = '\u00a0';

    public static string Of(long amount, string currency, CultureInfo culture)
    {
        // Currencies sent with two decimals although they have none (ISK, UGX) are shown without.
        var hasNoCents = Currencies.Step(currency) == 100;
        var decimals = hasNoCents ? 0 : Currencies.Decimals(currency);
        var units = (decimal)amount;
        for (var i = 0; i < Currencies.Decimals(currency); i++)
            units /= 10;

        var number = units.ToString($"N{decimals}", culture);
        var language = culture.TwoLetterISOLanguageName;
        var symbol = Symbol(currency, language);
        if (language != "en")
            return $"{number}{NoBreak}{symbol ?? currency.ToUpperInvariant()}";

        return symbol is null ? $"{currency.ToUpperInvariant()}{NoBreak}{number}" : $"{symbol}{number}";
    }

    private static string? Symbol(string currency, string language) => (currency, language) switch
    {
        ("eur", _) => "€",
        ("usd", _) => "$",
        ("gbp", _) => "£",
        ("nok", "nb") or ("sek", "sv") => "kr",
        ("rub", "ru") => "₽",
        _ => null,
    };
}

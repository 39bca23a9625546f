namespace MemberPortal.Web.Stripe;

/// <summary>
/// The one place that converts between ISO minor units and the amounts on the wire, and knows which amounts the
/// provider takes (6-stripe.md, section 17). Currency codes in either case.
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Eight digits on the wire.</summary>
    private const long Maximum = 99_999_999;

    /// <summary>Without decimals in ISO, sent with two.</summary>
    private static readonly HashSet<string> SentWithTwoDecimals = Codes("ISK UGX");

    private static readonly HashSet<string> LastDigitZero = Codes("BHD JOD KWD OMR TND");

    /// <summary>Whose decimals differ from ISO's, or which the provider does not have.</summary>
    private static readonly HashSet<string> NotOffered = Codes("MGA IQD LYD CLF UYW");

    /// <summary>On the wire. For a currency without a known minimum the provider itself decides.</summary>
    private static readonly Dictionary<string, long> Minimums = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AED"] = 200, ["ARS"] = 50, ["AUD"] = 50, ["BGN"] = 100, ["BRL"] = 50, ["CAD"] = 50, ["CHF"] = 50,
        ["COP"] = 50, ["CZK"] = 1500, ["DKK"] = 250, ["EUR"] = 50, ["GBP"] = 30, ["HKD"] = 400, ["HUF"] = 17500,
        ["IDR"] = 50, ["ILS"] = 50, ["INR"] = 50, ["JPY"] = 50, ["KRW"] = 50, ["MXN"] = 1000, ["MYR"] = 200,
        ["NOK"] = 300, ["NZD"] = 50, ["PHP"] = 50, ["PLN"] = 200, ["RON"] = 200, ["RUB"] = 50, ["SEK"] = 300,
        ["SGD"] = 50, ["THB"] = 1000, ["USD"] = 50, ["ZAR"] = 50,
    };

    /// <summary>Why this amount (ISO minor units) is not taken by card, or null when it is.</summary>
    public static CardObstacle? ObstacleTo(long amountMinor, string currency)
    {
        var factor = FactorOf(currency);
        return currency switch
        {
            _ when NotOffered.Contains(currency) => CardObstacle.CurrencyNotOffered,
            _ when LastDigitZero.Contains(currency) && amountMinor % 10 != 0 => CardObstacle.TooFine,
            _ when amountMinor > Maximum / factor => CardObstacle.AboveMaximum,
            _ when amountMinor < 1 => CardObstacle.BelowMinimum,
            _ when amountMinor * factor < Minimums.GetValueOrDefault(currency) => CardObstacle.BelowMinimum,
            _ => null,
        };
    }

    /// <summary>ISO minor units to what is sent. Refuses what <see cref="ObstacleTo"/> has a reason against.</summary>
    public static long ToWire(long amountMinor, string currency) =>
        ObstacleTo(amountMinor, currency) is { } obstacle
            ? throw new ArgumentOutOfRangeException(nameof(amountMinor), $"{currency}: {obstacle}")
            : amountMinor * FactorOf(currency);

    /// <summary>What came over the wire to ISO minor units. Refuses a remainder, and a currency not offered.</summary>
    public static long FromWire(long wire, string currency) =>
        NotOffered.Contains(currency) || wire % FactorOf(currency) != 0
            ? throw new InvalidDataException($"An amount in {currency} that has no whole minor units.")
            : wire / FactorOf(currency);

    private static long FactorOf(string currency) => SentWithTwoDecimals.Contains(currency) ? 100 : 1;

    private static HashSet<string> Codes(string codes) => new(codes.Split(' '), StringComparer.OrdinalIgnoreCase);
}

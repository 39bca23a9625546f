using System.Collections.Frozen;
using MemberPortal.StripeSandbox.Api;

namespace MemberPortal.StripeSandbox;

/// <summary>Currencies and what may be charged in them, in minor units as the API counts them (6-stripe.md, 17).</summary>
internal static class Currencies
{
    public const long Largest = 99_999_999;

    private static readonly FrozenSet<string> Known = Set(
        """
        aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop
        crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy
        kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok
        npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top
        try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw
        """);

    private static readonly FrozenSet<string> ZeroDecimal = Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf");
    private static readonly FrozenSet<string> ThreeDecimal = Set("bhd jod kwd omr tnd");
    private static readonly FrozenSet<string> WholeThoughTwoDecimal = Set("isk ugx");

    private static readonly FrozenDictionary<string, long> Smallest = new Dictionary<string, long>
    {
        ["usd"] = 50, ["aed"] = 200, ["ars"] = 50, ["aud"] = 50, ["bgn"] = 100, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50,
        ["cop"] = 50, ["czk"] = 1500, ["dkk"] = 250, ["eur"] = 50, ["gbp"] = 30, ["hkd"] = 400, ["huf"] = 17500, ["idr"] = 50,
        ["ils"] = 50, ["inr"] = 50, ["jpy"] = 50, ["krw"] = 50, ["mxn"] = 1000, ["myr"] = 200, ["nok"] = 300, ["nzd"] = 50,
        ["php"] = 50, ["pln"] = 200, ["ron"] = 200, ["rub"] = 50, ["sek"] = 300, ["sgd"] = 50, ["thb"] = 1000, ["zar"] = 50,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string currency) => Known.Contains(currency);

    /// <summary>How many decimals an amount has on the wire.</summary>
    public static int Decimals(string currency) =>
        ZeroDecimal.Contains(currency) ? 0 : ThreeDecimal.Contains(currency) ? 3 : 2;

    /// <summary>Amounts must be a multiple of this: ISK and UGX have no cents, three-decimal currencies end in 0.</summary>
    public static long Step(string currency) =>
        WholeThoughTwoDecimal.Contains(currency) ? 100 : ThreeDecimal.Contains(currency) ? 10 : 1;

    /// <summary>The least that can be charged; 1 where no table names a minimum.</summary>
    public static long Minimum(string currency) => Smallest.GetValueOrDefault(currency, 1);

    /// <summary>Refuses an amount that could not be charged, naming the parameter it came in.</summary>
    public static long Chargeable(long amount, string currency, string param)
    {
        RefuseFraction(amount, currency, param);
        if (amount > Largest)
            throw StripeErrors.Invalid("Amount must be no more than 99999999", param, "amount_too_large");
        if (amount < Minimum(currency))
        {
            throw StripeErrors.Invalid(
                $"Amount must be at least {Minimum(currency)} in the minor unit of {currency}", param, "amount_too_small");
        }

        return amount;
    }

    public static void RefuseFraction(long amount, string currency, string param)
    {
        if (amount % Step(currency) != 0)
        {
            throw StripeErrors.Invalid(
                $"Invalid amount: amounts in {currency} must be evenly divisible by {Step(currency)}.", param, "parameter_invalid_integer");
        }
    }

    private static FrozenSet<string> Set(string codes) =>
        codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MemberPortal.Billing;

/// <summary>
/// An active ISO 4217 currency and its exponent (JPY 0, NOK 2, KWD 3). <c>default</c> is no currency: it equals
/// itself, and refuses everything else.
/// </summary>
public readonly record struct Currency
{
    // As of 2026: BGN gave way to EUR, ANG to XCG, ZWL to ZWG. Metals, funds without a minor unit and test codes
    // (XAU, XDR, XTS, XXX) are left out: nobody can be billed in them.
    private static readonly (int Exponent, string Codes)[] Active =
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
            CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
            HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
            MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
            RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
            USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
            """),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ];

    private static readonly FrozenDictionary<string, Currency> ByCode = Active
        .SelectMany(row => row.Codes
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(code => new Currency(code, row.Exponent)))
        .ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    private readonly string? _code;
    private readonly int _exponent;

    private Currency(string code, int exponent) => (_code, _exponent) = (code, exponent);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<Currency> All { get; } =
        [.. ByCode.Values.OrderBy(currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>Three upper-case letters.</summary>
    public string Code => OrThrow()._code!;

    /// <summary>How many decimals the minor unit stands for.</summary>
    public int Exponent => OrThrow()._exponent;

    /// <summary>The currency of a code in either case. Refuses an unknown code.</summary>
    public static Currency Of(string code) =>
        TryOf(code, out var currency)
            ? currency
            : throw new ArgumentException($"'{code}' is not the code of an active ISO 4217 currency.", nameof(code));

    public static bool TryOf([NotNullWhen(true)] string? code, out Currency currency)
    {
        currency = default;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    public override string ToString() => _code ?? "no currency";

    internal Currency OrThrow() =>
        _code is not null ? this : throw new InvalidOperationException("This is no currency: it was never set.");
}

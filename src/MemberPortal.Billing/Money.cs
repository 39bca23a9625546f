using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MemberPortal.Billing;

/// <summary>
/// Whole minor units of one currency (3-money.md). Refuses to mix currencies, to work without one, and to overflow.
/// </summary>
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    public static Money Zero(Currency currency) => new(0, currency);

    public bool IsZero => Minor == 0;

    public static Money operator +(Money left, Money right) => left.With(checked(left.Minor + right.In(left.Currency)));

    public static Money operator -(Money left, Money right) => left.With(checked(left.Minor - right.In(left.Currency)));

    public static Money operator -(Money money) => money.With(checked(-money.Minor));

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public int CompareTo(Money other) => Minor.CompareTo(other.In(Currency));

    /// <summary>
    /// Shares in proportion to the weights, in their order; together exactly this amount, each within one
    /// minor unit of its exact share. Refuses negative weights and weights that are all zero.
    /// </summary>
    public IReadOnlyList<Money> SplitOver(IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Any(weight => weight < 0) || weights.All(weight => weight == 0))
            throw new ArgumentException("Weights are not negative, and one at least is positive.", nameof(weights));

        var total = weights.Aggregate(0L, (sum, weight) => checked(sum + weight));
        var shares = new Money[weights.Count];
        long weightSoFar = 0, givenSoFar = 0;

        // Rounding the running total instead of each share is what makes the shares add up.
        for (var i = 0; i < shares.Length; i++)
        {
            weightSoFar += weights[i];
            var upToHere = Rounding.HalfAwayFromZero((Int128)Minor * weightSoFar, total);
            shares[i] = With(upToHere - givenSoFar);
            givenSoFar = upToHere;
        }

        return shares;
    }

    /// <summary>"1200.00": all decimals, no grouping, no code; for files and round trips, not for people.</summary>
    public string ToPlainText()
    {
        var exponent = Currency.Exponent;
        var digits = Int128.Abs(Minor).ToString(CultureInfo.InvariantCulture).PadLeft(exponent + 1, '0');
        var sign = Minor < 0 ? "-" : "";

        return exponent == 0 ? sign + digits : $"{sign}{digits[..^exponent]}.{digits[^exponent..]}";
    }

    /// <summary>Reads exactly what <see cref="ToPlainText"/> writes and nothing else.</summary>
    public static bool TryParsePlain([NotNullWhen(true)] string? text, Currency currency, out Money money)
    {
        money = Zero(currency);
        var digits = text?.Replace(".", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor))
            return false;

        var read = new Money(minor, currency);
        if (read.ToPlainText() != text)
            return false;

        money = read;
        return true;
    }

    /// <summary>"1200.00 NOK", for logs and test failures.</summary>
    public override string ToString() => Currency == default ? "no money" : $"{ToPlainText()} {Currency.Code}";

    private Money With(long minor) => new(minor, Currency.OrThrow());

    private long In(Currency expected) =>
        Currency.OrThrow() == expected.OrThrow()
            ? Minor
            : throw new InvalidOperationException($"{Currency.Code} and {expected.Code} do not add or compare.");
}

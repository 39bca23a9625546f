using FsCheck;
using FsCheck.Fluent;

namespace MemberPortal.Billing.Tests.Support;

/// <summary>Properties: what holds for whatever a generator thinks of, and the generators of the trade.</summary>
internal static class Always
{
    public static void Holds<T>(Gen<T> generator, Action<T> body) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Arb.From(generator), body));

    /// <summary>Any number of minor units whose sum with a few others still fits a long.</summary>
    public static Gen<long> Minor => Gen.OneOf(
        Gen.Choose(-300, 300).Select(small => (long)small),
        Gen.Choose(-1_000_000_000, 1_000_000_000).Select(usual => (long)usual),
        Gen.Choose(int.MinValue, int.MaxValue).Select(large => large * 1_000_000_007L));

    public static Gen<Currency> Currency => Gen.Elements<Currency>(Billing.Currency.All);

    public static Gen<Money> Money =>
        from minor in Minor
        from currency in Currency
        select new Money(minor, currency);
}

using FsCheck;
using FsCheck.Fluent;
using MemberPortal.Billing.Kids;
using MemberPortal.Billing.Tests.Support;

namespace MemberPortal.Billing.Tests.Kids;

public sealed class KidTests
{
    private static Gen<(int Member, int Year, int Number)> Invoices =>
        from member in Gen.Choose(1, 99_999)
        from year in Gen.Choose(2000, 2099)
        from number in Gen.Choose(1, 99_999)
        select (member, year, number);

    [Fact]
    public void The_number_of_an_invoice_is_member_year_number_serial_and_check()
    {
        var kid = Kid.For(42, 2026, 17, KidAlgorithm.Mod10);

        Assert.Equal("00042" + "26" + "00017" + "0", kid[..^1]);
        Assert.True(Kid.IsValid(kid, KidAlgorithm.Mod10));
    }

    [Fact]
    public void A_made_number_is_valid_and_ends_in_a_digit() => Always.Holds(Invoices, invoice =>
    {
        foreach (var algorithm in Enum.GetValues<KidAlgorithm>())
        {
            var kid = Kid.For(invoice.Member, invoice.Year, invoice.Number, algorithm);

            Assert.Equal(14, kid.Length);
            Assert.All(kid, character => Assert.True(char.IsAsciiDigit(character), kid));
            Assert.True(Kid.IsValid(kid, algorithm), kid);
            Assert.Equal($"{invoice.Member:D5}{invoice.Year % 100:D2}{invoice.Number:D5}", kid[..12]);
        }
    });

    [Fact]
    public void The_serial_digit_is_raised_only_where_mod11_would_need_a_dash() => Always.Holds(Invoices, invoice =>
    {
        var kid = Kid.For(invoice.Member, invoice.Year, invoice.Number, KidAlgorithm.Mod11);
        var dashed = Kid.CheckCharacter(kid[..12] + "0", KidAlgorithm.Mod11) == '-';

        Assert.Equal(dashed ? '1' : '0', kid[12]);
    });

    [Fact]
    public void Every_single_wrong_digit_is_found() => Always.Holds(Invoices, invoice =>
    {
        foreach (var algorithm in Enum.GetValues<KidAlgorithm>())
        {
            var kid = Kid.For(invoice.Member, invoice.Year, invoice.Number, algorithm);
            for (var i = 0; i < kid.Length; i++)
            foreach (var digit in "0123456789".Where(digit => digit != kid[i]))
                Assert.False(Kid.IsValid(kid[..i] + digit + kid[(i + 1)..], algorithm), $"{kid} at {i} as {digit}");
        }
    });

    [Theory]
    [InlineData(0, 2026, 1)]
    [InlineData(100_000, 2026, 1)]
    [InlineData(1, 1999, 1)]
    [InlineData(1, 2100, 1)]
    [InlineData(1, 2026, 0)]
    [InlineData(1, 2026, 100_000)]
    public void What_does_not_fit_is_refused(int member, int year, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Kid.For(member, year, number, KidAlgorithm.Mod10));

    [Theory]
    [InlineData("")]
    [InlineData("12a")]
    [InlineData("١٢")]
    public void A_check_is_reckoned_from_digits_only(string digits) =>
        Assert.Throws<ArgumentException>(() => Kid.CheckCharacter(digits, KidAlgorithm.Mod10));

    [Fact]
    public void People_read_it_in_fours_and_may_type_it_so()
    {
        Assert.Equal("1234 5678 97", Kid.Grouped("1234567897"));
        Assert.Equal("1234567897", Kid.Normalise(" 1234\u00a05678 97 "));
        Assert.Equal("", Kid.Normalise(null));
        Assert.False(Kid.IsValid(null, KidAlgorithm.Mod10));
    }
}

using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Tests.Mail;

public sealed class MailAddressesTests
{
    [Theory]
    [InlineData("kari@example.org")]
    [InlineData("kari.nordmann+club@mail.example.org")]
    [InlineData("o'hara_1@example.org")]
    [InlineData("kari@blåbær.example.org")]
    public void Mail_goes_to_a_plain_address(string address) => Assert.True(MailAddresses.IsUsable(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("kari")]
    [InlineData("kari@")]
    [InlineData("@example.org")]
    [InlineData("kari@example.org\n")]
    [InlineData("kari@example.org\r\nBcc: all@example.org")]
    [InlineData("\"kari\r\nRCPT TO:<all@example.org>\"@example.org")]
    [InlineData("\"kari nordmann\"@example.org")]
    [InlineData("kari\0@example.org")]
    [InlineData("kari\u007f@example.org")]
    [InlineData("kari@example.org\u007f")]
    [InlineData("kari@exa\tmple.org")]
    [InlineData("kari@exa\u202emple.org")]
    [InlineData("kari@example.org>,<all@example.org")]
    [InlineData("Kari <kari@example.org>")]
    [InlineData("kari@example.org,all@example.org")]
    [InlineData("kari nordmann@example.org")]
    [InlineData("kåre@example.org")]
    [InlineData("😀@example.org")]
    [InlineData("kari@a@example.org")]
    [InlineData("kari@.")]
    [InlineData("kari@example..org")]
    [InlineData("kari..n@example.org")]
    public void Mail_goes_to_no_other(string? address) => Assert.False(MailAddresses.IsUsable(address));

    [Fact]
    public void No_byte_below_space_makes_an_address()
    {
        foreach (var code in Enumerable.Range(0, 32).Append(127))
        {
            Assert.False(MailAddresses.IsUsable($"ka{(char)code}ri@example.org"), $"0x{code:x2} before the @");
            Assert.False(MailAddresses.IsUsable($"kari@exa{(char)code}mple.org"), $"0x{code:x2} behind the @");
        }
    }

    [Fact]
    public void Whatever_is_thrown_together_no_usable_address_can_break_a_command()
    {
        var random = new Random(20260302);
        const string Alphabet = "ab@@..<>\"\\\r\n\t \0\u007f,;:()å\u202e";
        var usable = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var address = string.Concat(random.GetItems<char>(Alphabet, random.Next(1, 9))) + (i % 2 == 0 ? "@b.org" : "");
            if (!MailAddresses.IsUsable(address))
                continue;

            usable++;
            Assert.DoesNotContain(address, c => c <= ' ' || c == '\u007f' || "<>\"\\,;:()".Contains(c, StringComparison.Ordinal));
            Assert.Single(address, '@');
        }

        Assert.True(usable > 100, $"{usable} were usable");
    }

    [Fact]
    public void An_address_longer_than_SMTP_allows_is_refused() =>
        Assert.False(MailAddresses.IsUsable($"{new string('a', 250)}@example.org"));
}

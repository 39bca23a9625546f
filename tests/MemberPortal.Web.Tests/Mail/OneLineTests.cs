using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Tests.Mail;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("Kari Nordmann", "Kari Nordmann")]
    [InlineData("Kari\r\nBcc: all@example.org", "Kari Bcc: all@example.org")]
    [InlineData("Kari\nNordmann", "Kari Nordmann")]
    [InlineData("Kari\r\n\t Nordmann", "Kari Nordmann")]
    [InlineData("Kari\0\u0001\u001f\u007f\u0085Nordmann", "Kari Nordmann")]
    [InlineData("Kari\u2028\u2029Nordmann", "Kari Nordmann")]
    [InlineData("\r\n  Kari \r\n", "Kari")]
    [InlineData("\u202eirak\u202c \u200fKari\u200e \u2066x\u2069 \u061c", "irak Kari x")]
    [InlineData("Сезонный взнос ⛸️👩‍👩‍👧", "Сезонный взнос ⛸️👩‍👩‍👧")]
    [InlineData("1\u00a0200,00\u00a0kr", "1\u00a0200,00\u00a0kr")]
    [InlineData("\r\n\0", "")]
    public void Nothing_in_a_name_ends_the_line_or_turns_it(string text, string expected) => Assert.Equal(expected, OneLine.Of(text));

    [Fact]
    public void A_lone_surrogate_becomes_a_character_that_can_be_written() =>
        Assert.Equal("a\ufffdb", OneLine.Of("a" + '\ud83d' + "b"));

    [Theory]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("ab👧", 3, "ab")]
    [InlineData("ab👧", 4, "ab👧")]
    [InlineData("ab cd", 3, "ab")]
    public void A_long_text_is_cut_between_characters(string text, int longest, string expected) =>
        Assert.Equal(expected, OneLine.Of(text, longest));
}

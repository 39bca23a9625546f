using MemberPortal.Web.Features.SignIn;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>Names and addresses of accounts, as they are compared.</summary>
public sealed class TypedNamesTests
{
    private static readonly TypedNames Names = new();

    [Theory]
    [InlineData("Kari@Example.org", "KARI@EXAMPLE.ORG")]
    [InlineData("a\u030Ase@example.org", "\u00C5SE@EXAMPLE.ORG")]
    [InlineData("\uFFFE@x", "\uFFFD@X")]
    [InlineData("🏒@x", "🏒@X")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_name_is_looked_for_in_one_form_whatever_was_typed(string? typed, string? name)
    {
        Assert.Equal(name, Names.NormalizeName(typed));
        Assert.Equal(name, Names.NormalizeEmail(typed));
    }

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("KARI\uFFFD\uFFFD", Names.NormalizeEmail("kari\uDFD2\uD83C"));
}

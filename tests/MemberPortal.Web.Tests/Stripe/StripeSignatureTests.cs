using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

[Trait("Fault", "F16")]
public sealed class StripeSignatureTests
{
    private const string Body = """{"id":"evt_1","object":"event","data":{"name":"Åsa"}}""";
    private const string Secret = "whsec_ours";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_771_750_800);

    [Fact]
    public void A_known_signature_is_reproduced()
    {
        // printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        const string Known = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";

        Assert.True(StripeSignature.IsValid(
            """{"id":"evt_1"}"""u8, $"t=1700000000,v1={Known}", ["whsec_test"], DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
    }

    [Theory]
    [InlineData("t={t},v1={good}", true)]
    [InlineData("v1={good},t={t}", true)]
    [InlineData("t={t},v1={good},v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39", true)]
    [InlineData("t={t},v1={other},v1={good}", true)]
    [InlineData("t={t},v1=,v1={good},v1", true)]
    [InlineData("t={t},v0={good}", false)]
    [InlineData("t={t},v2={good}", false)]
    [InlineData("t={t},v1={other}", false)]
    [InlineData("t={t},v1={good}0", false)]
    [InlineData("t={t},v1= {good}", false)]
    [InlineData("t={t}", false)]
    [InlineData("v1={good}", false)]
    [InlineData("t=,v1={good}", false)]
    [InlineData("t=-1,v1={good}", false)]
    [InlineData("t={t}0,v1={good}", false)]
    [InlineData("t=99999999999999999999,v1={good}", false)]
    [InlineData("t=9223372036854775807,v1={good}", false)]
    [InlineData("t={t},t=1,v1={good}", false)]
    [InlineData("t={t};v1={good}", false)]
    [InlineData("t={t},v1=åäö🎿", false)]
    [InlineData(",,,=,=", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Of_a_header(string? header, bool valid)
    {
        var t = Now.ToUnixTimeSeconds();
        var filled = header?
            .Replace("{t}", t.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{good}", Sign(t, Secret), StringComparison.Ordinal)
            .Replace("{other}", Sign(t, "whsec_other"), StringComparison.Ordinal);

        Assert.Equal(valid, IsValid(filled, Secret));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Five_minutes_of_difference_are_tolerated_either_way(int seconds, bool valid) =>
        Assert.Equal(valid, IsValid(Header(Now.ToUnixTimeSeconds() + seconds, Secret), Secret));

    [Fact]
    public void While_a_secret_is_rolled_both_are_accepted()
    {
        var t = Now.ToUnixTimeSeconds();

        Assert.True(IsValid(Header(t, "whsec_old"), "whsec_new", "whsec_old"));
        Assert.True(IsValid(Header(t, "whsec_new"), "whsec_new", "whsec_old"));
        Assert.True(IsValid($"t={t},v1={Sign(t, "whsec_old")},v1={Sign(t, "whsec_new")}", "whsec_new"));
        Assert.False(IsValid(Header(t, "whsec_older"), "whsec_new", "whsec_old"));
    }

    [Fact]
    public void Without_a_secret_nothing_is_valid()
    {
        Assert.False(IsValid(Header(Now.ToUnixTimeSeconds(), Secret)));
        Assert.False(IsValid(Header(Now.ToUnixTimeSeconds(), ""), ""));
    }

    [Fact]
    public void Another_time_or_another_byte_breaks_it()
    {
        var t = Now.ToUnixTimeSeconds();
        var signed = Sign(t, Secret);
        Assert.False(IsValid($"t={t + 1},v1={signed}", Secret));

        var body = Encoding.UTF8.GetBytes(Body);
        for (var i = 0; i < body.Length; i++)
        {
            body[i] ^= 1;
            Assert.False(StripeSignature.IsValid(body, $"t={t},v1={signed}", [Secret], Now));
            body[i] ^= 1;
        }

        Assert.True(StripeSignature.IsValid(body, $"t={t},v1={signed}", [Secret], Now));
    }

    [Fact]
    public void Nothing_typed_at_random_is_valid_or_upsets_it()
    {
        var random = new Random(20260302);
        const string Alphabet = "tv10=,; abcdef9\0å\ud83c\"-+";
        for (var round = 0; round < 20_000; round++)
        {
            var header = string.Concat(Enumerable.Range(0, random.Next(90)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Assert.False(IsValid(header, Secret));
        }
    }

    private static bool IsValid(string? header, params string[] secrets) =>
        StripeSignature.IsValid(Encoding.UTF8.GetBytes(Body), header, secrets, Now);

    private static string Header(long t, string secret) => $"t={t},v1={Sign(t, secret)}";

    private static string Sign(long t, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{t}.{Body}")));
}

using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.SignIn;

public sealed partial class SigningInTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private const string Wrong = "not the password";

    [Theory]
    [InlineData(Role.Member, "/")]
    [InlineData(Role.Seller, "/desk")]
    [InlineData(Role.Admin, "/desk")]
    public async Task Whoever_knows_the_password_comes_to_the_page_of_their_role(string role, string page)
    {
        var account = await portal.AddAccountAsync(role);
        using var visitor = portal.Visit();

        using var answer = await visitor.SignInAsync($" {account.Email!.ToUpperInvariant()} ", SignInPortal.Password);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(page, answer.Headers.Location!.OriginalString);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_closed_page_asks_to_sign_in_and_is_come_back_to()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();

        using var closed = await visitor.GetAsync("/profile?from=mail");
        var signIn = closed.Headers.Location!.PathAndQuery;
        using var answer = await visitor.PostAsync(signIn, ("Email", account.Email!), ("Password", SignInPortal.Password));

        Assert.Equal("/sign-in?returnUrl=%2Fprofile%3Ffrom%3Dmail", signIn);
        Assert.Equal("/profile?from=mail", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nLocation: https://evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("evil.example")]
    public async Task Nobody_is_led_out_of_the_portal(string returnUrl)
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();

        using var answer = await visitor.PostAsync(
            $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Email", account.Email!), ("Password", SignInPortal.Password));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_an_account_without_a_password_look_alike_and_cost_one_hash_each()
    {
        var account = await portal.AddAccountAsync();
        var invited = await portal.AddAccountAsync(password: null);
        var answers = new List<string>();
        foreach (var email in new[] { account.Email!, "nobody@example.org", invited.Email! })
        {
            using var visitor = portal.Visit();
            var before = portal.Hasher.Verified;

            using var answer = await visitor.SignInAsync(email, Wrong);

            Assert.Equal(before + 1, portal.Hasher.Verified);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(await visitor.IsSignedInAsync());
            var text = await answer.TextAsync();
            Assert.Contains("The email and the password do not match.", text, StringComparison.Ordinal);
            answers.Add(Token().Replace(text, "").Replace(email, "EMAIL", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task What_was_typed_is_kept_but_never_the_password()
    {
        using var visitor = portal.Visit();
        const string hostile = "\"><script>alert(1)</script> אבג 🏒@example.org";

        using var answer = await visitor.SignInAsync(hostile, Wrong);

        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{hostile}\"", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "Fill in your email address.")]
    [InlineData("a@example.org", "", "Fill in your password.")]
    [InlineData("long", "x", "An email address has at most 254 characters.")]
    [InlineData("a@example.org", "long", "A password has at most 128 characters.")]
    public async Task What_cannot_be_right_is_said_beside_its_field_and_costs_nothing(string email, string password, string words)
    {
        using var visitor = portal.Visit();
        var before = portal.Hasher.Verified;

        using var answer = await visitor.SignInAsync(
            email == "long" ? new string('å', 100_000) : email, password == "long" ? new string('x', 129) : password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, portal.Hasher.Verified);
    }

    [Theory]
    [InlineData("en", "Sign in")]
    [InlineData("sv", "Logga in")]
    [InlineData("nb", "Logg inn")]
    [InlineData("ru", "Войти")]
    [InlineData("fr", "Se connecter")]
    public async Task The_page_speaks_the_language_asked_for(string language, string button)
    {
        using var visitor = portal.Visit();

        var page = await visitor.ReadAsync($"/sign-in?language={language}");

        Assert.Contains($">{button}</button>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/forgot-password")]
    [InlineData("/profile/language")]
    [InlineData("/demo/accounts")]
    public async Task A_form_without_its_token_is_refused(string path)
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());

        using var answer = await visitor.PostWithTokenAsync("forged", path, ("Email", "a@example.org"), ("language", "sv"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [GeneratedRegex("value=\"CfDJ8[^\"]+\"")]
    private static partial Regex Token();
}

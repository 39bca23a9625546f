using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.SignIn;

public sealed class ProfileTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    [Theory]
    [InlineData("en", "You")]
    [InlineData("sv", "Medlemsnummer")]
    [InlineData("nb", "Medlem siden")]
    [InlineData("ru", "О вас")]
    [InlineData("fr", "Numéro de membre")]
    public async Task One_tap_changes_the_language_of_pages_and_mails(string language, string words)
    {
        var account = await portal.AddAccountAsync(language: language == "en" ? "sv" : "en");
        using var visitor = await portal.SignedInAsync(account);

        using var answer = await visitor.PostAsync("/profile", "/profile/language", ("language", language));

        Assert.Contains(words, await visitor.ReadAsync("/profile"), StringComparison.Ordinal);
        Assert.Equal(language, await portal.WithDbAsync(db => db.Users.Where(a => a.Id == account.Id).Select(a => a.Language).SingleAsync()));
        Assert.Equal(language, await portal.WithDbAsync(db => db.Members.Where(m => m.Id == account.MemberId).Select(m => m.Language).SingleAsync()));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("")]
    [InlineData("<script>")]
    public async Task A_language_that_is_not_spoken_changes_nothing(string language)
    {
        var account = await portal.AddAccountAsync(language: "fr");
        using var visitor = await portal.SignedInAsync(account);

        using var answer = await visitor.PostAsync("/profile", "/profile/language", ("language", language));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("Numéro de membre", await visitor.ReadAsync("/profile"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "a new sentence", "This is not your current password.")]
    [InlineData(SignInPortal.Password, "short", "Too short")]
    [InlineData("", "a new sentence", "Fill in your password.")]
    public async Task The_old_password_stays_when_something_is_wrong_with_the_change(string current, string chosen, string words)
    {
        var account = await portal.AddAccountAsync();
        using var visitor = await portal.SignedInAsync(account);

        using var answer = await visitor.PostAsync("/profile", "/profile/password", ("current", current), ("chosen", chosen));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await portal.MailsAsync(account));
        using var other = await portal.SignedInAsync(account);
    }

    [Fact]
    public async Task Whoever_holds_somebodys_phone_guesses_five_times_at_most()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await visitor.PostAsync("/profile", "/profile/password", ("current", "guess"), ("chosen", "a new sentence"));
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using var right = await visitor.PostAsync(
            "/profile", "/profile/password", ("current", SignInPortal.Password), ("chosen", "a new sentence"));

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
    }

    [Fact]
    public async Task Staff_who_are_no_members_have_no_number()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Admin));

        Assert.DoesNotContain("Member number", await visitor.ReadAsync("/profile"), StringComparison.Ordinal);
    }
}

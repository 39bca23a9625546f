using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.SignIn;

public sealed class SessionTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private const string Chosen = "another quiet lake";

    [Fact]
    public async Task Once_signed_out_an_old_cookie_opens_nothing()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());
        using var thief = CopyOf(visitor);
        Assert.True(await thief.IsSignedInAsync());

        using var answer = await visitor.PostAsync("/profile", "/sign-out");

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Null(visitor.Cookie("session"));
        Assert.False(await visitor.IsSignedInAsync());
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task Looking_at_sign_out_signs_nobody_out()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());

        using var answer = await visitor.GetAsync("/sign-out?everywhere=true");

        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_account_and_of_no_other()
    {
        var account = await portal.AddAccountAsync();
        using var phone = await portal.SignedInAsync(account);
        using var desk = await portal.SignedInAsync(account);
        using var other = await portal.SignedInAsync(await portal.AddAccountAsync());

        using var answer = await phone.PostAsync("/profile", "/sign-out?everywhere=true");

        Assert.False(await phone.IsSignedInAsync());
        Assert.False(await desk.IsSignedInAsync());
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_is_told_by_mail()
    {
        var account = await portal.AddAccountAsync();
        using var phone = await portal.SignedInAsync(account);
        using var lost = await portal.SignedInAsync(account);

        using var answer = await phone.PostAsync("/profile", "/profile/password", ("current", SignInPortal.Password), ("chosen", Chosen));

        Assert.Equal("/profile", answer.Headers.Location!.OriginalString);
        Assert.Contains("Your password has been changed", await phone.ReadAsync("/profile"), StringComparison.Ordinal);
        Assert.DoesNotContain("Your password has been changed", await phone.ReadAsync("/profile"), StringComparison.Ordinal);
        Assert.False(await lost.IsSignedInAsync());
        Assert.Equal("Your password was changed", Assert.Single(await portal.MailsAsync(account)).Subject);
        using var old = await lost.SignInAsync(account.Email!, SignInPortal.Password);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        using var now = await lost.SignInAsync(account.Email!, Chosen);
        Assert.Equal(HttpStatusCode.Found, now.StatusCode);
    }

    [Fact]
    public async Task Another_role_ends_every_session()
    {
        var account = await portal.AddAccountAsync(Role.Seller);
        using var visitor = await portal.SignedInAsync(account);

        await portal.RunAsync<InviteAccount>(invite => invite.RunAsync(
            new(account.Email!, account.Name, account.Language, Role.Admin), byMail: false, default));

        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_role_that_was_taken_away_opens_nothing_from_the_next_request_on()
    {
        var account = await portal.AddAccountAsync(Role.Seller);
        using var visitor = await portal.SignedInAsync(account);
        using var before = await visitor.GetAsync("/desk");

        await portal.WithDbAsync(db => db.UserRoles.Where(given => given.UserId == account.Id).ExecuteDeleteAsync());

        using var after = await visitor.GetAsync("/desk");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Whose_account_is_gone_is_signed_out_at_the_next_request()
    {
        var account = await portal.AddAccountAsync(Role.Seller);
        using var visitor = await portal.SignedInAsync(account);
        Assert.True(await visitor.IsSignedInAsync());

        await portal.WithDbAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteDeleteAsync());

        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_in_again_gives_another_token_and_ends_the_session_before()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");
        using var first = await visitor.SignInAsync(account.Email!, SignInPortal.Password);
        using var before = CopyOf(visitor);

        using var second = await visitor.PostAsync("/profile", "/sign-in", ("Email", account.Email!), ("Password", SignInPortal.Password));

        Assert.NotEqual(before.Cookie("session")!.Value, visitor.Cookie("session")!.Value);
        Assert.True(await visitor.IsSignedInAsync());
        Assert.False(await before.IsSignedInAsync());
    }

    // Members: 30 days at most, 14 without a visit. Staff: 12 hours at most, 2 without a visit.
    [Theory]
    [InlineData(Role.Member, 14 * 24 - 1, true)]
    [InlineData(Role.Member, 14 * 24 + 1, false)]
    [InlineData(Role.Seller, 1, true)]
    [InlineData(Role.Seller, 3, false)]
    [InlineData(Role.Admin, 3, false)]
    public async Task A_pause_that_is_too_long_signs_out(string role, int hours, bool isSignedIn)
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync(role));

        portal.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(isSignedIn, await visitor.IsSignedInAsync());
    }

    [Theory]
    [InlineData(Role.Member, 10 * 24, 3)]
    [InlineData(Role.Seller, 1, 12)]
    public async Task However_often_one_comes_a_session_ends_at_last(string role, int hours, int visits)
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync(role));
        using var thief = CopyOf(visitor);
        for (var i = 1; i < visits; i++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(hours));
            Assert.True(await visitor.IsSignedInAsync());
        }

        portal.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.False(await visitor.IsSignedInAsync());
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task The_database_holds_no_token_and_a_cookie_of_ones_own_making_opens_nothing()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());
        var ids = await portal.WithDbAsync(db => db.Sessions.Select(s => s.Id).ToListAsync());

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{64}$", id));
        using var forger = portal.Visit();
        forger.Cookies.Add(portal.Address, new Cookie("session", ids[^1]));
        Assert.False(await forger.IsSignedInAsync());
    }

    private Visitor CopyOf(Visitor visitor)
    {
        var copy = portal.Visit();
        copy.Cookies.Add(visitor.Cookies.GetCookies(portal.Address));
        return copy;
    }
}

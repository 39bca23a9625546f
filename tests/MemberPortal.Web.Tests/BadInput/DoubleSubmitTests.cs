using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>A double tap, a second tab and the back button: the same once more, never a second time.</summary>
public sealed class DoubleSubmitTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private const int Taps = 5;

    [Fact, Trait("Fault", "F01")]
    public async Task Several_taps_on_Pay_lead_to_one_page()
    {
        var account = await portal.AddAccountAsync();
        var invoice = await portal.IssueInvoiceAsync((await MemberOfAsync(account))!);
        using var visitor = await portal.SignedInAsync(account);
        var token = await visitor.TokenAsync("/");

        // The provider has one call at work under a key; the others pause before they ask again.
        var answers = await portal.ThroughThePausesAsync(TapAsync(() => visitor.PostWithTokenAsync(token, $"/invoices/{invoice.Number}/pay")));

        // Who paused in vain is told to tap again; nobody is led to a second page.
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Found, HttpStatusCode.ServiceUnavailable]));
        Assert.Single(answers.Where(answer => answer.StatusCode == HttpStatusCode.Found).Select(answer => answer.Headers.Location).Distinct());
        Assert.Single(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task A_link_to_a_password_is_used_by_one_tap()
    {
        var account = await portal.AddAccountAsync();
        var link = await portal.RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(
            new(account.Email!, account.Name, account.Language, Role.Member, account.MemberId), byMail: false, default));
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync(link.Address.PathAndQuery);

        var answers = await TapAsync(() => visitor.PostWithTokenAsync(token, link.Address.PathAndQuery, ("Password", "a loud lake at dawn")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.Equal(1, await SessionsOfAsync(account));
    }

    [Fact]
    public async Task A_password_changed_by_several_taps_is_changed_once_and_the_browser_stays_signed_in()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = await portal.SignedInAsync(account);
        var token = await visitor.TokenAsync("/profile");

        var answers = await TapAsync(() => visitor.PostWithTokenAsync(
            token, "/profile/password", ("current", SignInPortal.Password), ("chosen", "a loud lake at dawn")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500));
        Assert.True(await visitor.IsSignedInAsync());
        using var other = portal.Visit();
        using var signedIn = await other.SignInAsync(account.Email!, "a loud lake at dawn");
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
    }

    [Fact]
    public async Task A_language_chosen_by_several_taps_is_chosen()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = await portal.SignedInAsync(account);
        var token = await visitor.TokenAsync("/profile");

        var answers = await TapAsync(() => visitor.PostWithTokenAsync(token, "/profile/language", ("language", "ru")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        Assert.Equal("ru", (await MemberOfAsync(account))!.Language);
    }

    [Fact]
    public async Task A_page_from_before_signing_out_takes_no_form()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = await portal.SignedInAsync(account);
        var token = await visitor.TokenAsync("/profile");

        var answers = await TapAsync(() => visitor.PostWithTokenAsync(token, "/sign-out"));
        using var late = await visitor.PostWithTokenAsync(token, "/profile/language", ("language", "fr"));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Found, HttpStatusCode.BadRequest]));
        Assert.Equal("/sign-in", late.Headers.Location!.OriginalString);
        Assert.Equal("en", (await MemberOfAsync(account))!.Language);
        Assert.Equal(0, await SessionsOfAsync(account));
    }

    private static Task<HttpResponseMessage[]> TapAsync(Func<Task<HttpResponseMessage>> tap) =>
        Task.WhenAll(Enumerable.Range(0, Taps).Select(_ => Task.Run(tap)));

    private Task<Member?> MemberOfAsync(Account account) =>
        portal.WithDbAsync(db => db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == account.MemberId));

    private Task<int> SessionsOfAsync(Account account) =>
        portal.WithDbAsync(db => db.Set<Session>().CountAsync(s => s.AccountId == account.Id && s.EndedAt == null));
}

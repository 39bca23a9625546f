using System.Globalization;
using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.SignIn;

public sealed class ThrottlingTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_five_failures_an_account_and_a_name_nobody_has_wait_alike(bool isKnown)
    {
        var account = await portal.AddAccountAsync();
        var email = isKnown ? account.Email! : $"nobody{Guid.NewGuid():N}@example.org";
        using var visitor = portal.Visit();
        for (var i = 0; i < 5; i++)
        {
            using var failed = await visitor.SignInAsync(email, "wrong");
            Assert.Equal(HttpStatusCode.OK, failed.StatusCode);
        }

        var before = portal.Hasher.Verified;
        using var putOff = await visitor.SignInAsync(email, SignInPortal.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, putOff.StatusCode);
        Assert.Equal(Window, putOff.Headers.RetryAfter!.Delta);
        Assert.Contains($"value=\"{email}\"", await putOff.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, portal.Hasher.Verified);

        portal.Clock.Advance(Window);
        using var again = await visitor.SignInAsync(email, SignInPortal.Password);
        Assert.Equal(isKnown ? HttpStatusCode.Found : HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Of_twenty_wrong_tries_at_once_five_are_looked_at()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");
        var before = portal.Hasher.Verified;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            visitor.PostWithTokenAsync(token, "/sign-in", ("Email", account.Email!), ("Password", "wrong"))));

        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(15, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(before + 5, portal.Hasher.Verified);
    }

    [Fact]
    public async Task Who_is_sent_away_because_others_wait_has_not_used_up_a_try()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");
        var passwords = portal.Services.GetRequiredService<Passwords>();
        var places = new List<IDisposable>();
        while (PlaceIn(passwords) is { } place)
            places.Add(place);

        for (var i = 0; i < 6; i++)
        {
            using var away = await visitor.PostWithTokenAsync(token, "/sign-in", ("Email", account.Email!), ("Password", SignInPortal.Password));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        }

        places.ForEach(place => place.Dispose());
        using var signedIn = await visitor.SignInAsync(account.Email!, SignInPortal.Password);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);

        static IDisposable? PlaceIn(Passwords passwords)
        {
            try
            {
                return passwords.Enter();
            }
            catch (TooManyPasswordsException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task A_success_wipes_out_the_failures_before_it()
    {
        var account = await portal.AddAccountAsync();
        foreach (var password in (string[])["no", "no", "no", "no", SignInPortal.Password, "no", "no", "no", "no", SignInPortal.Password])
        {
            using var another = portal.Visit();
            using var answer = await another.SignInAsync(account.Email!, password);
            Assert.Equal(password == "no" ? HttpStatusCode.OK : HttpStatusCode.Found, answer.StatusCode);
        }
    }

    // Three tries in ten minutes; the moments of the tries in minutes, then the minutes to wait at the last of them.
    [Theory]
    [InlineData("0", null)]
    [InlineData("0 0 0", null)]
    [InlineData("0 0 0 0", 10)]
    [InlineData("0 3 6 9", 1)]
    [InlineData("0 3 6 10", null)]
    [InlineData("0 3 6 9 10", null)]
    [InlineData("0 3 6 10 12", 1)]
    public async Task A_quota_counts_what_lies_within_its_window(string minutes, int? wait)
    {
        var quota = new Quota("test", Guid.NewGuid().ToString(), 3, TimeSpan.FromMinutes(10));
        var (start, last) = (portal.Clock.GetUtcNow(), (TimeSpan?)null);
        foreach (var minute in minutes.Split(' ').Select(m => int.Parse(m, CultureInfo.InvariantCulture)))
        {
            portal.Clock.MoveTo(start.AddMinutes(minute));
            last = await TakeAsync(quota);
        }

        Assert.Equal(wait, last?.TotalMinutes);
    }

    private Task<TimeSpan?> TakeAsync(Quota quota) => portal.RunAsync<IServiceProvider, TimeSpan?>(services =>
        services.GetRequiredService<PortalDbContext>().WriteAsync(
            () => services.GetRequiredService<Throttle>().TakeAsync([quota], default), default));

    [Fact]
    public async Task What_decides_nothing_any_more_is_forgotten()
    {
        using var visitor = portal.Visit();
        using var failed = await visitor.SignInAsync("tidy@example.org", "wrong");
        Assert.NotEqual(0, await portal.WithDbAsync(db => db.ThrottledTries.CountAsync()));

        portal.Clock.Advance(TimeSpan.FromHours(25));
        await portal.RunJobAsync<TidySignIns>();

        Assert.Equal(0, await portal.WithDbAsync(db => db.ThrottledTries.CountAsync()));
    }

    [Fact]
    public async Task The_table_names_nobody()
    {
        using var visitor = portal.Visit();
        using var failed = await visitor.SignInAsync("secretive@example.org", "wrong");

        var keys = await portal.WithDbAsync(db => db.ThrottledTries.Select(t => t.Key).ToListAsync());

        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
    }
}

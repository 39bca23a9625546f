using System.Security.Claims;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Gives a browser its session and takes it back.</summary>
internal sealed class Entrance(Sessions sessions, MachineClock clock, IOptionsMonitor<SignInOptions> options)
{
    /// <summary>The session takes the place of the one that this browser had, which ends.</summary>
    public async Task LetInAsync(HttpContext context, NewSession session, CancellationToken cancellationToken)
    {
        await EndCurrentAsync(context, cancellationToken);

        var identity = new ClaimsIdentity(
            [new Claim(SessionCookie.TokenClaim, session.Token)], CookieAuthenticationDefaults.AuthenticationScheme);
        var now = clock.Time.GetUtcNow();
        await context.SignInAsync(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.CurrentValue.LongestPause(session.IsStaff) });
    }

    public async Task LetOutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await EndCurrentAsync(context, cancellationToken);
        await context.SignOutAsync();
    }

    private async Task EndCurrentAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (SessionCookie.TokenOf(context.User) is { } token)
            await sessions.EndAsync(token, cancellationToken);
    }
}

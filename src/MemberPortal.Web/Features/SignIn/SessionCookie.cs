using System.Globalization;
using System.Security.Claims;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// The cookie names a session and says nothing else: at every request the database says whether it lasts, whose it is and
/// what they may do. The cookie's own expiry is the pause after which a visitor signs in again.
/// </summary>
internal sealed class SessionCookie(PortalDbContext db, SessionQuery query, MachineClock clock, IOptionsMonitor<SignInOptions> options,
    ILogger<SessionCookie> log)
    : CookieAuthenticationEvents
{
    public const string TokenClaim = "session";

    public static string? TokenOf(ClaimsPrincipal user) => user.FindFirstValue(TokenClaim);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        try
        {
            await CheckAsync(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Thrown from here it would be thrown again for the error page: UnreadSession throws it once.
            context.HttpContext.Features.Set(new UnreadSession(failure));
            context.RejectPrincipal();
        }
    }

    /// <remarks>
    /// What was posted without a session cannot be posted again by a link, so only a page is come back to; and where
    /// there is no page, signing in would not bring one.
    /// </remarks>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.GetEndpoint() is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) ? context.RedirectUri : SignInRegistration.Path);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        log.LogWarning(
            "Account {AccountId} may not see {Route}",
            context.HttpContext.User.AccountId(),
            (context.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return Task.CompletedTask;
    }

    private async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        // Opened once for all that the request reads: opening costs as much as a read. The pool closes it after the request.
        await db.Database.OpenConnectionAsync(context.HttpContext.RequestAborted);
        var token = TokenOf(context.Principal!);
        var rows = token is null ? [] : await query.FindAsync(db, token, context.HttpContext.RequestAborted);
        if (rows is [var session, ..] && clock.Now < session.StartedAt + options.CurrentValue.LongestSession(IsStaff(rows)))
        {
            context.ReplacePrincipal(PrincipalOf(rows, token!));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    private static bool IsStaff(IReadOnlyList<SessionRow> rows) => rows.Any(row => Role.IsStaff(row.Role));

    private static ClaimsPrincipal PrincipalOf(IReadOnlyList<SessionRow> rows, string token)
    {
        var account = rows[0];
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, account.AccountId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, account.Name),
            new(CurrentAccount.LanguageClaim, account.Language),
            new(TokenClaim, token),
        };
        if (account.MemberId is { } memberId)
            claims.Add(new(CurrentAccount.MemberClaim, memberId.ToString(CultureInfo.InvariantCulture)));

        claims.AddRange(rows.Where(row => row.Role is not null).Select(row => new Claim(ClaimTypes.Role, row.Role!)));
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }
}

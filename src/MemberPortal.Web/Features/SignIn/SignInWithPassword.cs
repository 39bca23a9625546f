using System.Net;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Begins a session for whoever knows the password. A name nobody has costs the same and is answered the same, and is
/// counted the same (5-quality.md, Authn).
/// </summary>
internal sealed class SignInWithPassword(
    PortalDbContext db, Passwords passwords, Throttle throttle, Quotas quotas, Sessions sessions,
    ILookupNormalizer normalizer, ILogger<SignInWithPassword> log)
{
    public async Task<SignInOutcome> RunAsync(string email, string password, IPAddress? from, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeEmail(email.Trim());
        using var place = passwords.Enter();
        var (account, address) = (quotas.SignInsTo(name), quotas.SignInsFrom(from));
        var wait = await db.WriteAsync(() => throttle.TakeAsync([account, address], cancellationToken), cancellationToken);
        if (wait is { } time)
        {
            log.LogWarning("A sign-in was put off: too many tries");
            return new SignInOutcome.TooManyTries(time);
        }

        var found = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == name, cancellationToken);
        if (!await passwords.AreRightAsync(found, password, cancellationToken))
        {
            log.LogWarning("A sign-in to account {AccountId} failed", found?.Id);
            return new SignInOutcome.NoMatch();
        }

        var session = await db.WriteAsync(
            async () =>
            {
                if (!await Passwords.AreStillAsync(db, found!, cancellationToken))
                    return null;

                await throttle.ForgetAsync(account, cancellationToken);
                await throttle.GiveBackAsync(address, cancellationToken);
                return await sessions.StartAsync(found!, cancellationToken);
            },
            cancellationToken);
        if (session is null)
            return new SignInOutcome.NoMatch();

        log.LogInformation("Account {AccountId} signed in", found!.Id);
        return new SignInOutcome.SignedIn(session);
    }
}

internal abstract record SignInOutcome
{
    internal sealed record SignedIn(NewSession Session) : SignInOutcome;

    internal sealed record NoMatch : SignInOutcome;

    internal sealed record TooManyTries(TimeSpan Wait) : SignInOutcome;
}

using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Changes the password of whoever is signed in and still knows the old one; every other session ends.</summary>
internal sealed class ChangePassword(
    PortalDbContext db, Passwords passwords, NewPassword newPassword, PasswordChangedMail mail, Throttle throttle, Quotas quotas,
    ILogger<ChangePassword> log)
{
    public async Task<ChangePasswordOutcome> RunAsync(
        int accountId, string session, string old, string chosen, CancellationToken cancellationToken)
    {
        if (PasswordRules.ProblemOf(chosen) is { } problem)
            return new ChangePasswordOutcome.Refused(problem);

        using var place = passwords.Enter();
        var quota = quotas.PasswordChangesOf(accountId);
        if (await db.WriteAsync(() => throttle.TakeAsync([quota], cancellationToken), cancellationToken) is { } wait)
            return new ChangePasswordOutcome.TooManyTries(wait);

        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == accountId, cancellationToken);
        if (!await passwords.AreRightAsync(account, old, cancellationToken))
        {
            log.LogWarning("A change of the password of account {AccountId} was refused: the old one was wrong", accountId);
            return new ChangePasswordOutcome.WrongPassword();
        }

        var hash = await passwords.HashAsync(account, chosen, cancellationToken);
        var outcome = await db.WriteAsync<ChangePasswordOutcome>(
            async () =>
            {
                if (!await Passwords.AreStillAsync(db, account, cancellationToken))
                    return new ChangePasswordOutcome.WrongPassword();

                mail.Queue(await newPassword.PutAsync(accountId, hash, session, cancellationToken));
                return new ChangePasswordOutcome.Changed();
            },
            cancellationToken);
        if (outcome is ChangePasswordOutcome.Changed)
            log.LogInformation("Account {AccountId} has a new password", accountId);

        return outcome;
    }
}

internal abstract record ChangePasswordOutcome
{
    internal sealed record Changed : ChangePasswordOutcome;

    internal sealed record WrongPassword : ChangePasswordOutcome;

    internal sealed record Refused(PasswordProblem Problem) : ChangePasswordOutcome;

    internal sealed record TooManyTries(TimeSpan Wait) : ChangePasswordOutcome;
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Sets the password of whoever holds a mailed link, and begins a session. Of two who come with the same link, the second
/// finds it used up.
/// </summary>
internal sealed class SetPassword(
    PortalDbContext db, OneTimeLinks links, Passwords passwords, NewPassword newPassword, Sessions sessions, PasswordChangedMail mail,
    ILogger<SetPassword> log)
{
    public async Task<SetPasswordOutcome> RunAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (PasswordRules.ProblemOf(password) is { } problem)
            return new SetPasswordOutcome.Refused(problem);

        if (await links.HolderOfAsync(token, cancellationToken) is not { } holder)
            return new SetPasswordOutcome.LinkUsedUp();

        using var place = passwords.Enter();
        var hash = await passwords.HashAsync(holder.Account, password, cancellationToken);
        var outcome = await db.WriteAsync(() => SetAsync(token, hash, cancellationToken), cancellationToken);
        if (outcome is SetPasswordOutcome.SignedIn)
            log.LogInformation("Account {AccountId} has a new password, by a mailed link", holder.Account.Id);

        return outcome;
    }

    private async Task<SetPasswordOutcome> SetAsync(string token, string hash, CancellationToken cancellationToken)
    {
        if (await links.HolderOfAsync(token, cancellationToken) is not { } holder)
            return new SetPasswordOutcome.LinkUsedUp();

        var account = await newPassword.PutAsync(holder.Account.Id, hash, kept: null, cancellationToken);
        account.EmailConfirmed = true;
        if (holder.Account.PasswordHash is not null)
            mail.Queue(account);

        return new SetPasswordOutcome.SignedIn(await sessions.StartAsync(account, cancellationToken));
    }
}

internal abstract record SetPasswordOutcome
{
    internal sealed record SignedIn(NewSession Session) : SetPasswordOutcome;

    internal sealed record LinkUsedUp : SetPasswordOutcome;

    internal sealed record Refused(PasswordProblem Problem) : SetPasswordOutcome;
}

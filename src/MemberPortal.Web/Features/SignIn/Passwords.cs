using MemberPortal.Web.Data;
using MemberPortal.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Hashes passwords, a few at a time and one processor left free: a hash takes a tenth of a second, and a flood of sign-ins
/// must not starve the pages (5-quality.md, "Identity hardening"; bench/strain.md measures it).
/// </summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher, IOptions<SignInOptions> options) : IDisposable
{
    public static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly Lazy<string> _nobodys = new(() => hasher.HashPassword(Nobody, SecretToken.New()));
    private int _inside;

    private static Account Nobody => new() { Name = "", Language = "" };

    /// <summary>A place among those who wait, until disposed of; taken before anything is counted against whoever waits.</summary>
    /// <exception cref="TooManyPasswordsException">Too many wait already.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _inside) <= AtOnce + options.Value.WaitingSignIns)
            return new Place(this);

        Interlocked.Decrement(ref _inside);
        throw new TooManyPasswordsException();
    }

    /// <summary>
    /// Costs one hash whether or not there is such an account, and whether or not it has a password. For whoever has
    /// <see cref="Enter"/>ed.
    /// </summary>
    public Task<bool> AreRightAsync(Account? account, string password, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var hash = account?.PasswordHash;
            var result = hasher.VerifyHashedPassword(account ?? Nobody, hash ?? _nobodys.Value, password);
            return hash is not null && result != PasswordVerificationResult.Failed;
        },
        cancellationToken);

    /// <summary>
    /// Call it inside the write that relies on a checked password: checking takes its time, and whoever set another
    /// meanwhile meant it.
    /// </summary>
    public static Task<bool> AreStillAsync(PortalDbContext db, Account account, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash, cancellationToken);

    /// <inheritdoc cref="AreRightAsync"/>
    public Task<string> HashAsync(Account account, string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.HashPassword(account, password), cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await BehindPages.RunAsync(work);
        }
        finally
        {
            _turns.Release();
        }
    }

    private sealed class Place(Passwords passwords) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref passwords._inside);
    }
}

/// <summary>More sign-ins wait than this machine can check soon. Nothing was changed.</summary>
internal sealed class TooManyPasswordsException() : Exception("Too many passwords wait to be checked.");

using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>Hashes at no cost, and says how often it had to.</summary>
internal sealed class CountingHasher : IPasswordHasher<Account>
{
    private int _verified;
    private int _hashed;

    public int Verified => Volatile.Read(ref _verified);

    public int Hashed => Volatile.Read(ref _hashed);

    public string HashPassword(Account user, string password)
    {
        Interlocked.Increment(ref _hashed);
        return $"hash of {password}";
    }

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _verified);
        return hashedPassword == $"hash of {providedPassword}" ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }
}

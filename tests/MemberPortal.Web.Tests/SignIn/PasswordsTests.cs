using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SignInOptions = MemberPortal.Web.Features.SignIn.SignInOptions;

namespace MemberPortal.Web.Tests.SignIn;

public sealed class PasswordsTests
{
    [Fact]
    public async Task A_few_are_hashed_at_once_as_many_wait_as_set_and_the_next_is_sent_away()
    {
        using var hasher = new SlowHasher();
        using var passwords = new Passwords(hasher, Options.Create(new SignInOptions { WaitingSignIns = 3 }));
        var account = new Account { Name = "", Language = "", PasswordHash = "hash" };
        var places = Enumerable.Range(0, Passwords.AtOnce + 3).Select(_ => passwords.Enter()).ToList();
        var taken = places.ConvertAll(_ => passwords.AreRightAsync(account, "right", default));

        Assert.Throws<TooManyPasswordsException>(passwords.Enter);

        hasher.GoOn();
        Assert.All(await Task.WhenAll(taken), Assert.True);
        Assert.InRange(hasher.MostAtOnce, 1, Passwords.AtOnce);
        places.ForEach(place => place.Dispose());
        using var next = passwords.Enter();
        Assert.True(await passwords.AreRightAsync(account, "right", default));
    }

    private sealed class SlowHasher : IPasswordHasher<Account>, IDisposable
    {
        private readonly ManualResetEventSlim _goOn = new();
        private int _now;

        public int MostAtOnce { get; private set; }

        public void GoOn() => _goOn.Set();

        public string HashPassword(Account user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            var now = Interlocked.Increment(ref _now);
            lock (_goOn)
                MostAtOnce = Math.Max(MostAtOnce, now);
            _goOn.Wait();
            Interlocked.Decrement(ref _now);
            return PasswordVerificationResult.Success;
        }

        public void Dispose() => _goOn.Dispose();
    }
}

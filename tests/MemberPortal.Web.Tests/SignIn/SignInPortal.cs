using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>A portal whose passwords are hashed at no cost and counted, with people who have accounts.</summary>
public class SignInPortal : Portal
{
    internal const string Password = "a quiet lake at dusk";

    private int _accounts;

    internal CountingHasher Hasher { get; } = new();

    internal Visitor Visit() => new(Address);

    internal async Task<Account> AddAccountAsync(string role = Role.Member, string language = "en", string? password = Password)
    {
        var member = role == Role.Member ? await AddMemberAsync(language: language) : null;
        var email = $"person{Interlocked.Increment(ref _accounts)}@example.org";
        await RunAsync<InviteAccount>(invite => invite.RunAsync(new(email, "Kari Nordmann", language, role, member?.Id), byMail: false, default));
        await WithDbAsync(db => db.Users.Where(a => a.Email == email).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.PasswordHash, password == null ? null : $"hash of {password}")));
        return await WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Email == email));
    }

    internal async Task<Visitor> SignedInAsync(Account account)
    {
        var visitor = Visit();
        using var answer = await visitor.SignInAsync(account.Email!, Password);
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return visitor;
    }

    /// <summary>What was mailed to the account, oldest first.</summary>
    internal Task<List<OutgoingMail>> MailsAsync(Account account) =>
        WithDbAsync(db => db.Outbox.AsNoTracking().Where(m => m.ToAddress == account.Email).OrderBy(m => m.Id).ToListAsync());

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.AddSingleton<IPasswordHasher<Account>>(Hasher);
    }
}

using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Features;

/// <summary>A portal whose pages are read by people who are signed in, and which counts what it asks its database.</summary>
public sealed class PagesPortal : Portal
{
    private const string Password = "a quiet lake at dusk";
    private static readonly string Hash = new PasswordHasher<Account>().HashPassword(null!, Password);

    internal CommandCounter Commands { get; } = new();

    /// <summary>The browser of a member.</summary>
    internal Task<Visitor> SignedInAsync(Member member, string? language = null) =>
        SignedInAsync(Role.Member, member.Id, language ?? member.Language);

    /// <summary>The browser of somebody at the desk who is no member.</summary>
    internal Task<Visitor> SignedInAsync(string role, string language = "en") => SignedInAsync(role, null, language);

    internal Task ChangeAsync(Invoice invoice, Action<Invoice> change) => WithDbAsync(async db =>
    {
        change(await db.Invoices.SingleAsync(i => i.Id == invoice.Id));
        await db.SaveChangesAsync();
    });

    internal Task AddAsync(params object[] rows) => WithDbAsync(async db =>
    {
        db.AddRange(rows);
        await db.SaveChangesAsync();
    });

    private async Task<Visitor> SignedInAsync(string role, int? memberId, string language)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await WithDbAsync(async db =>
        {
            var account = new Account
            {
                Name = "Kari Nordmann",
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                Language = language,
                MemberId = memberId,
                PasswordHash = Hash,
                SecurityStamp = Guid.NewGuid().ToString(),
            };
            db.Users.Add(account);
            await db.SaveChangesAsync();
            var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync();
            db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = roleId });
            await db.SaveChangesAsync();
        });

        var visitor = new Visitor(Address);
        using var answer = await visitor.SignInAsync(email, Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return visitor;
    }

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Commands));
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.FileProviders;

namespace MemberPortal.Bench;

/// <summary>A demo database with a club in it, in a folder of its own, made before the portal starts on it.</summary>
internal static class ClubFile
{
    public const string Password = "as fast as black ice";

    /// <summary>Of the pay link of an invoice that a measured member owes: no secret here.</summary>
    public static string TokenOf(string number) => $"bench-{number}";

    /// <param name="folder">Where.</param>
    /// <param name="invoices">How many.</param>
    /// <param name="accounts">Members who can sign in.</param>
    /// <param name="pays">Whether most invoices are paid; else none is.</param>
    /// <returns>Those members.</returns>
    public static async Task<IReadOnlyList<Payer>> MakeAsync(string folder, int invoices, int accounts, bool pays = true)
    {
#pragma warning disable RS0030 // a bench runs by the wall clock
        var clock = TimeProvider.System;
#pragma warning restore RS0030
        var club = new BenchClub(invoices, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), pays);
        var measured = club.Measured(accounts).ToList();

        await using var services = Services(folder, clock);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().RunAsync(default);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.WriteAsync(() => InsertAsync(db, club, measured), default);
        return [.. measured.Select(member => new Payer(member.Email!, [.. club.NumbersOwedBy(member)]))];
    }

    private static ServiceProvider Services(string folder, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder })
            .Build());
        services.AddSingleton<IHostEnvironment>(new Here());
        services.AddSingleton(clock);
        services.AddOptions<PortalOptions>();
        services.AddData(isDemo: true);
        return services.BuildServiceProvider();
    }

    private static async Task InsertAsync(PortalDbContext db, BenchClub club, List<Member> measured)
    {
        await db.InsertAllAsync(club.Products, default);
        await db.InsertAllAsync(club.Members, default);
        await db.InsertAllAsync<MemberWord>([.. club.Members.SelectMany(MemberWord.Of)], default);
        await db.InsertAllAsync(club.Subscriptions, default);
        await db.InsertAllAsync(club.Methods, default);
        await db.InsertAllAsync(club.Invoices, default);
        await db.InsertAllAsync(club.Lines, default);
        await db.InsertAllAsync(club.Payments, default);
        await db.InsertAllAsync([.. club.OwedBy(measured).Select(LinkOf)], default);

        var hash = new PasswordHasher<Account>().HashPassword(AccountOf(measured[0], null), Password);
        var accounts = measured.Select(member => AccountOf(member, hash)).ToList();
        db.Users.AddRange(accounts);
        await db.SaveChangesAsync();
        var role = db.Roles.Single(r => r.Name == Role.Member);
        db.UserRoles.AddRange(accounts.Select(account => new IdentityUserRole<int> { UserId = account.Id, RoleId = role.Id }));
    }

    private static PayLink LinkOf(Invoice invoice, int i) => new()
    {
        Id = i + 1,
        TokenHash = SecretToken.HashOf(TokenOf(invoice.Number!)),
        InvoiceId = invoice.Id,
        CreatedAt = invoice.CreatedAt,
        ExpiresAt = DateTime.SpecifyKind(DateTime.MaxValue.Date, DateTimeKind.Utc),
    };

    private static Account AccountOf(Member member, string? hash) => new()
    {
        UserName = member.Email,
        NormalizedUserName = member.Email!.ToUpperInvariant(),
        Email = member.Email,
        NormalizedEmail = member.Email.ToUpperInvariant(),
        EmailConfirmed = true,
        Name = member.Name,
        Language = member.Language,
        MemberId = member.Id,
        PasswordHash = hash,
    };

    private sealed class Here : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;
        public string ApplicationName { get; set; } = "MemberPortal.Bench";
        public string ContentRootPath { get; set; } = Directory.GetCurrentDirectory();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

/// <summary>A member who can sign in, and what they owe.</summary>
internal sealed record Payer(string Email, IReadOnlyList<string> Numbers);

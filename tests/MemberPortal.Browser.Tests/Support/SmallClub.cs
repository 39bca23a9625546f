using System.Collections.Concurrent;
using MemberPortal.Billing;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// A portal of members who owe one invoice each: every journey takes a member of its own, so none sees another's traces.
/// They join, and the portal's own use case issues their invoices, before the process starts.
/// </summary>
public class SmallClub : PortalProcess
{
    public const string Password = "a quiet lake at dusk";

    /// <summary>The one product of the club, of 450.00.</summary>
    public const string Ticket = "Season ticket";

    private const int OwingThreeALanguage = 4;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Person>> _waiting = new();

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Person>> _owingThree = new();

    private protected override IEnumerable<string> Settings => ["--Demo:HasData=false", $"--Organisation:Currency={Currency}"];

    private protected virtual string Currency => "NOK";

    private protected virtual int MembersALanguage => 40;

    internal OnFile OnFile { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await FoundAsync();
        await base.InitializeAsync();
        OnFile = new OnFile(Path.Combine(Folder, "demo.db"), Provider.Address);
    }

    public override async Task DisposeAsync()
    {
        OnFile?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>A member whom no other journey has.</summary>
    internal Person Member(string language) => _waiting[language].TryDequeue(out var person)
        ? person
        : throw new InvalidOperationException($"No member is left who speaks {language}: raise {nameof(MembersALanguage)}.");

    /// <summary>A member whom no other journey has, and who owes three invoices.</summary>
    internal Person MemberOwingThree(string language) => _owingThree[language].TryDequeue(out var person)
        ? person
        : throw new InvalidOperationException($"No member is left who speaks {language}: raise {nameof(OwingThreeALanguage)}.");

    /// <summary>The phone of somebody at the desk, signed in.</summary>
    internal async Task<Phone> SellerAsync(string language, bool scripts = true)
    {
        var phone = await PhoneAsync(language, scripts);
        await phone.SignInAsync(SellerOf(language), Password);
        return phone;
    }

    private static string SellerOf(string language) => $"seller.{language}@example.org";

    /// <summary>What a club has beside its members and what they owe.</summary>
    private protected virtual Task FoundMoreAsync(IServiceProvider services) => Task.CompletedTask;

    private async Task FoundAsync()
    {
        await using var portal = await Web.Program.StartAsync([.. CommonSettings, .. Settings, "--Portal:RunsSchedule=false"], Clock);
        var hash = new PasswordHasher<Account>().HashPassword(null!, Password);
        var number = 0;
        await using (var scope = portal.App.Services.CreateAsyncScope())
            await AddProductAsync(scope.ServiceProvider.GetRequiredService<PortalDbContext>());

        foreach (var language in new[] { "en", "nb", "ru" })
        {
            _waiting[language] = new();
            _owingThree[language] = new();
            await using (var scope = portal.App.Services.CreateAsyncScope())
                await AddAccountAsync(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), "Selma Aasen", SellerOf(language), language, Role.Seller, null, hash);
            for (var i = 0; i < MembersALanguage + OwingThreeALanguage; i++)
            {
                var owesThree = i >= MembersALanguage;
                await using var scope = portal.App.Services.CreateAsyncScope();
                var person = await JoinAsync(scope.ServiceProvider, ++number, language, hash, owesThree ? 3 : 1);
                (owesThree ? _owingThree : _waiting)[language].Enqueue(person);
            }
        }

        await FoundMoreAsync(portal.App.Services);
    }

    private async Task AddProductAsync(PortalDbContext db)
    {
        db.Products.Add(new Product { Name = Ticket, Currency = Currency, Price = 45_000, VatRate = 2500 });
        await db.SaveChangesAsync();
    }

    private async Task<Person> JoinAsync(IServiceProvider services, int number, string language, string passwordHash, int invoices)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var email = $"member{number}@example.org";
        var member = new Member
        {
            Number = number,
            Name = $"Kari Nordmann {number}",
            Email = email,
            Language = language,
            JoinedOn = new(2025, 1, 1),
            ProviderKey = Guid.NewGuid(),
        };
        db.Members.Add(member);
        await db.SaveChangesAsync();

        var drafts = Enumerable.Range(0, invoices).Select(_ => DraftFor(member)).ToList();
        db.Invoices.AddRange(drafts);
        await AddAccountAsync(db, member.Name, email, language, Role.Member, member.Id, passwordHash);
        foreach (var draft in drafts)
            await services.GetRequiredService<IssueInvoice>().RunAsync(draft.Id, default);

        var first = drafts[0].Id;
        var invoice = await db.Invoices.AsNoTracking().Where(i => i.Id == first).Select(i => i.Number).SingleAsync();
        return new(member.Name, email, language, invoice!);
    }

    private static async Task AddAccountAsync(
        PortalDbContext db, string name, string email, string language, string role, int? memberId, string passwordHash)
    {
        var account = new Account
        {
            Name = name,
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            Language = language,
            MemberId = memberId,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid().ToString(),
        };
        db.Users.Add(account);
        await db.SaveChangesAsync();

        var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync();
        db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = roleId });
        await db.SaveChangesAsync();
    }

    private protected Invoice DraftFor(Member member)
    {
        var now = Now;
        var invoice = new Invoice
        {
            MemberId = member.Id,
            Title = "Season fee 2026",
            Currency = Currency,
            CreatedAt = now,
            DueOn = DateOnly.FromDateTime(now).AddDays(14),
        };
        invoice.Add(new InvoiceLine
        {
            Position = 1,
            Description = "Training",
            Quantity = 2,
            UnitPrice = 50_000,
            Amount = 100_000,
            VatRate = 2500,
            Vat = Vat.IncludedIn(100_000, 2500),
        });
        invoice.Add(new InvoiceLine
        {
            Position = 2,
            Description = "Licence",
            Quantity = 1,
            UnitPrice = 20_000,
            Amount = 20_000,
            VatRate = 0,
            Vat = 0,
        });
        return invoice;
    }}

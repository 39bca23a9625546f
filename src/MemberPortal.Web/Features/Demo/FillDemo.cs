using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Fills an empty demo with a club of 200 members and its last two years. One transaction: a start that was cut short
/// leaves nothing, and the next one tells it all again.
/// </summary>
internal sealed class FillDemo(
    PortalDbContext db,
    SeedCards seedCards,
    SeedMethods seedMethods,
    IPasswordHasher<Account> hasher,
    BillingCalendar calendar,
    IOptions<OrganisationOptions> organisation,
    IOptions<InvoicingOptions> invoicing)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await db.Members.AnyAsync(cancellationToken))
            return;

        var club = DemoHistory.Tell(calendar, organisation.Value, invoicing.Value);
        await seedCards.RunAsync(club.Cards, organisation.Value.Currency, cancellationToken);
        await seedMethods.RunAsync(club.Rows, cancellationToken);
        club.Timeline.Play();

        await db.WriteAsync(() => InsertAsync(club.Rows, cancellationToken), cancellationToken);
    }

    private async Task InsertAsync(DemoRows rows, CancellationToken cancellationToken)
    {
        await db.InsertAllAsync(rows.Members, cancellationToken);
        await db.InsertAllAsync<MemberWord>([.. rows.Members.SelectMany(MemberWord.Of)], cancellationToken);
        await db.InsertAllAsync(rows.Products, cancellationToken);
        await db.InsertAllAsync(rows.Assignments, cancellationToken);
        await db.InsertAllAsync(rows.Subscriptions, cancellationToken);
        await db.InsertAllAsync<MemberBalance>([.. rows.Balances.Values], cancellationToken);
        await db.InsertAllAsync(rows.Invoices, cancellationToken);
        await db.InsertAllAsync<InvoiceLine>([.. rows.Invoices.SelectMany(i => i.Lines)], cancellationToken);
        await db.InsertAllAsync(rows.Log, cancellationToken);
        await db.InsertAllAsync(rows.Payments, cancellationToken);
        await db.InsertAllAsync(rows.Attempts, cancellationToken);
        await db.InsertAllAsync<AttemptClaim>([.. rows.Attempts.SelectMany(a => a.Claims)], cancellationToken);
        await db.InsertAllAsync(rows.PaymentMethods, cancellationToken);
        await db.InsertAllAsync(rows.Series, cancellationToken);
        await db.InsertAllAsync(rows.Journal, cancellationToken, ("Id", entry => entry + 1));
        await InsertPostingsAsync(rows, cancellationToken);
        await AddAccountsAsync(rows.Members, cancellationToken);
    }

    private Task InsertPostingsAsync(DemoRows rows, CancellationToken cancellationToken)
    {
        var postings = rows.Journal.SelectMany((entry, i) => entry.Postings.Select(posting => (Posting: posting, EntryId: i + 1))).ToList();

        return db.InsertAllAsync(
            [.. postings.Select(p => p.Posting)],
            cancellationToken,
            ("Id", i => i + 1),
            ("EntryId", i => postings[i].EntryId));
    }

    private async Task AddAccountsAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var roles = await db.Roles.ToDictionaryAsync(role => role.Name!, cancellationToken);
        string? hash = null;
        foreach (var person in DemoPerson.All)
        {
            var account = new Account
            {
                UserName = person.Account.Email,
                NormalizedUserName = person.Account.Email.ToUpperInvariant(),
                Email = person.Account.Email,
                NormalizedEmail = person.Account.Email.ToUpperInvariant(),
                EmailConfirmed = true,
                Name = person.Name,
                Language = person.Account.Language,
                MemberId = members.FirstOrDefault(m => DemoPerson.Of(m) == person)?.Id,
            };
            account.PasswordHash = hash ??= hasher.HashPassword(account, DemoAccounts.Password);
            db.Users.Add(account);
            await db.SaveChangesAsync(cancellationToken);
            db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = roles[person.Role].Id });
        }
    }
}

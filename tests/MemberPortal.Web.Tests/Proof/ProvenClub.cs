using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Proof;

/// <summary>
/// A club whose books hold: 2026-00001 paid by card, 2026-00002 open with a payment page, 2026-00003 a top-up that was paid;
/// and a second member. Each test writes its mistake into a copy of the file.
/// </summary>
public sealed class ProvenClub : Portal
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var member = await AddMemberAsync();
        var paid = await IssueInvoiceAsync(member);
        await PayAsync(paid);
        await OpenPaymentPageAsync(await IssueInvoiceAsync(member));
        await PayAsync(await IssueTopUpAsync(member));
        await AddMemberAsync();
    }

    /// <summary>What the proof says of a copy into which <paramref name="mistake"/> was written past every guard.</summary>
    internal async Task<List<Difference>> DifferencesAfterAsync(string mistake)
    {
        var copy = Path.Combine(Folder, $"{Guid.NewGuid():N}.db");
        await WithDbAsync(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        await using (var db = Open(copy))
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
            await db.Database.ExecuteSqlRawAsync(mistake);
        }

        await using var read = Open(copy);
        return await read.DifferencesAsync(Clock.GetUtcNow().UtcDateTime, default);
    }

    private static SqlitePortalDbContext Open(string file) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);

    private async Task PayAsync(Invoice invoice)
    {
        await Stripe.PayAsync(await OpenPaymentPageAsync(invoice));
        await ComeBackAsync(invoice);
    }

    private async Task<Invoice> IssueTopUpAsync(Member member)
    {
        var topUp = new Invoice
        {
            MemberId = member.Id, Kind = InvoiceKind.TopUp, Title = "Top-up", Currency = "NOK", CreatedAt = Clock.GetUtcNow().UtcDateTime,
        };
        topUp.Add(new InvoiceLine
        {
            Position = 1, Description = "Top-up", Quantity = 1, UnitPrice = 50_000, Amount = 50_000, VatRate = 0, Vat = 0,
        });
        await WithDbAsync(async db =>
        {
            db.Invoices.Add(topUp);
            await db.SaveChangesAsync();
        });
        await RunAsync<IssueInvoice>(issue => issue.RunAsync(topUp.Id, default));
        return await InvoiceAsync(topUp.Id);
    }
}

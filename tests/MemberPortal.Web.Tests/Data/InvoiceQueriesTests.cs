using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

/// <summary>The rule in SQL against the rule in memory, over the cross product of facts.</summary>
public sealed class InvoiceQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 4, 1);

    public Task InitializeAsync() => database.WithDbAsync(async db =>
    {
        if (await db.Invoices.AnyAsync())
            return;

        var member = SampleRows.NewMember();
        db.Add(member);
        await db.SaveChangesAsync();
        db.AddRange(
            from issued in new[] { true, false }
            from voided in new[] { true, false }
            from uncollectible in new[] { true, false }
            from refundedOutside in new[] { true, false }
            from total in new long[] { 0, 500 }
            from received in new long[] { 0, 1, 499, 500, 501 }
            from refunded in new long[] { 0, 100, 500 }
            where refunded <= total
            from daysLeft in new int?[] { -1, 0, 1, null }
            select InvoiceWith(member.Id, issued, voided, uncollectible, refundedOutside, total, received, refunded, daysLeft));
        await db.SaveChangesAsync();
    });

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Owed_finds_exactly_what_is_Open_or_PastDue() => Agree(
        invoices => invoices.Owed(), status => status is InvoiceStatus.Open or InvoiceStatus.PastDue);

    [Fact]
    public Task PastDueOn_finds_exactly_what_is_PastDue() => Agree(
        invoices => invoices.PastDueOn(Today), status => status == InvoiceStatus.PastDue);

    private async Task Agree(Func<IQueryable<Invoice>, IQueryable<Invoice>> query, Func<InvoiceStatus, bool> rule)
    {
        var all = await database.WithDbAsync(db => db.Invoices.AsNoTracking().ToListAsync());
        var found = await database.WithDbAsync(db => query(db.Invoices.AsNoTracking()).Select(i => i.Id).ToListAsync());

        var expected = all.Where(i => rule(i.Facts.StatusOn(Today))).Select(i => i.Id).Order().ToList();
        Assert.Equal(expected, found.Order());
        Assert.NotEmpty(expected);
        Assert.True(expected.Count < all.Count);
    }

    private static Invoice InvoiceWith(
        int memberId, bool issued, bool voided, bool uncollectible, bool refundedOutside, long total, long received, long refunded, int? daysLeft)
    {
        var invoice = SampleRows.NewInvoice(memberId, total);
        if (issued)
            SampleRows.Issue(invoice, Today);

        invoice.DueOn = daysLeft is { } days ? Today.AddDays(days) : null;
        invoice.VoidedOn = voided ? Today : null;
        invoice.UncollectibleOn = uncollectible ? Today : null;
        invoice.RefundedOutsideOn = refundedOutside ? Today : null;
        invoice.Received = received;
        invoice.Refunded = refunded;
        return invoice;
    }
}

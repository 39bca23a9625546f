using System.Linq.Expressions;
using MemberPortal.Billing.Products;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Products;

/// <summary>
/// What a member has, in one read (2-statuses.md, Assigned product). Part of the home page, so compiled; once a portal,
/// since a compiled query is bound to the model of one database.
/// </summary>
internal sealed class HoldingsQuery
{
    /// <summary>How long a product that has run out is still shown, in days.</summary>
    private const int RememberedDays = 365;

    /// <summary>
    /// What asks for money and what still covers or lately did, of one member: years of old invoices are left where they are.
    /// </summary>
    public static readonly Expression<Func<PortalDbContext, int, DateOnly, IQueryable<Ground>>> Grounds = (db, memberId, since) =>
        (
            from invoice in db.Invoices
            join line in db.InvoiceLines on invoice.Id equals line.InvoiceId
            join product in db.Products on line.ProductId equals product.Id
            where invoice.MemberId == memberId
                && invoice.IssuedOn != null && invoice.VoidedOn == null && invoice.RefundedOutsideOn == null
                && (invoice.Received < invoice.Total
                    ? invoice.UncollectibleOn == null
                    : line.CoversUntil == null || line.CoversUntil >= since)
            select new Ground
            {
                ProductId = product.Id,
                Name = product.Name,
                From = line.CoversFrom,
                Until = line.CoversUntil,
                LineRefunded = line.Refunded > 0 && line.Refunded >= line.Amount,
                IssuedOn = invoice.IssuedOn,
                DueOn = invoice.DueOn,
                Total = invoice.Total,
                Received = invoice.Received,
                Refunded = invoice.Refunded,
            })
        .Concat(
            from assignment in db.ProductAssignments
            join product in db.Products on assignment.ProductId equals product.Id
            where assignment.MemberId == memberId && assignment.RemovedAt == null
                && (assignment.ValidUntil == null || assignment.ValidUntil >= since)
            select new Ground
            {
                ProductId = product.Id,
                Name = product.Name,
                From = null,
                Until = assignment.ValidUntil,
                LineRefunded = false,
                IssuedOn = null,
                DueOn = null,
                Total = 0,
                Received = 0,
                Refunded = 0,
            })
        .AsNoTracking();

    private readonly Func<PortalDbContext, int, DateOnly, IAsyncEnumerable<Ground>> _grounds = EF.CompileAsyncQuery(Grounds);

    /// <summary>The member's products on <paramref name="today"/>, those with days to come first.</summary>
    public async Task<List<Holding>> OfAsync(
        PortalDbContext db, int memberId, DateOnly today, CancellationToken cancellationToken)
    {
        var grounds = await _grounds(db, memberId, today.AddDays(-RememberedDays)).ToListAsync(cancellationToken);
        return
        [
            .. grounds.GroupBy(ground => ground.ProductId)
                .Select(ofProduct => HoldingOf([.. ofProduct], today))
                .OrderBy(holding => holding.Status == AssignmentStatus.Expired)
                .ThenBy(holding => holding.Name, StringComparer.CurrentCulture),
        ];
    }

    private static Holding HoldingOf(List<Ground> grounds, DateOnly today)
    {
        var byHand = grounds.Where(ground => ground.IssuedOn is null).ToList();
        var facts = new AssignmentFacts
        {
            Manual = byHand.Count == 0
                ? null
                : new ManualAssignment(byHand.Exists(ground => ground.Until is null) ? null : byHand.Max(ground => ground.Until)),
            Invoices = [.. grounds.Where(ground => ground.IssuedOn is not null).Select(ground => ground.InvoiceOn(today))],
        };

        return new Holding
        {
            ProductId = grounds[0].ProductId,
            Name = grounds[0].Name,
            Status = facts.StatusOn(today),
            Covered = facts.CoveredUntilOn(today),
        };
    }
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Products;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Products;

/// <summary>What members have, in one read (2-statuses.md, Assigned product).</summary>
internal static class HoldingQueries
{
    /// <summary>How long a product that has run out is still shown, in days.</summary>
    private const int RememberedDays = 365;

    /// <summary>
    /// The member's products on <paramref name="today"/>, those with days to come first. Reads what asks for money and
    /// what still covers or lately did: years of old invoices are left where they are.
    /// </summary>
    public static async Task<List<Holding>> HoldingsOfAsync(
        this PortalDbContext db, int memberId, DateOnly today, CancellationToken cancellationToken)
    {
        var since = today.AddDays(-RememberedDays);
        var billed =
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
            };
        var byHand =
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
            };

        var grounds = await billed.Concat(byHand).AsNoTracking().ToListAsync(cancellationToken);
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

    /// <summary>Why a member has a product: a line of an issued invoice, or a seller's hand (then no day of issue).</summary>
    private sealed record Ground
    {
        public required int ProductId { get; init; }
        public required string Name { get; init; }
        public required DateOnly? From { get; init; }
        public required DateOnly? Until { get; init; }
        public required bool LineRefunded { get; init; }
        public required DateOnly? IssuedOn { get; init; }
        public required DateOnly? DueOn { get; init; }
        public required long Total { get; init; }
        public required long Received { get; init; }
        public required long Refunded { get; init; }

        public CoveringInvoice InvoiceOn(DateOnly today)
        {
            var facts = new InvoiceFacts
            {
                IssuedOn = IssuedOn,
                DueOn = DueOn,
                VoidedOn = null,
                UncollectibleOn = null,
                RefundedOutsideOn = null,
                Total = Total,
                Received = Received,
                Refunded = Refunded,
            };

            // Whether the line was refunded decides; on which day does not.
            return new CoveringInvoice(facts.StatusOn(today), From, Until) { LineRefundedOn = LineRefunded ? today : null };
        }
    }
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Products;

namespace MemberPortal.Web.Features.Products;

/// <summary>Why a member has a product: a line of an issued invoice, or a seller's hand (then no day of issue).</summary>
internal sealed record Ground
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

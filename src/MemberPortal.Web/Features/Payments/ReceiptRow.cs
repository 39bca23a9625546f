using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>A payment in a list, with its receipt.</summary>
internal sealed record ReceiptRow
{
    public required int Id { get; init; }
    public required string Number { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }
    public required PaymentWay Way { get; init; }
    public required string? CardBrand { get; init; }
    public required string? Last4 { get; init; }
    public required DateTime ReceivedAt { get; init; }

    /// <summary>A cheque's number, a transfer's reference.</summary>
    public required string? Reference { get; init; }

    /// <summary>Who paid, where that was not the member.</summary>
    public required string? PayerName { get; init; }

    /// <summary>When it turned out to be recorded by mistake; such a receipt counts no more.</summary>
    public required DateTime? ReversedAt { get; init; }

    /// <summary>What the invoice was for; null for money that no invoice could take.</summary>
    public required string? Title { get; init; }

    public required InvoiceFacts? Facts { get; init; }

    /// <summary>What became of the invoice, where that is settled; else nothing beside the amount.</summary>
    public Enum? BadgeOn(DateOnly today) => ReversedAt is not null ? null : (Facts?.StatusOn(today), Facts?.ExtraOn(today)) switch
    {
        (_, ExtraStatus.PartiallyPaid or ExtraStatus.PartiallyRefunded) => Facts!.ExtraOn(today),
        (InvoiceStatus.Paid or InvoiceStatus.Refunded, _) => Facts!.StatusOn(today),
        _ => null,
    };

    /// <summary>Only whether the money went back: in a list of receipts, paid goes without saying.</summary>
    public Enum? RefundBadgeOn(DateOnly today) =>
        BadgeOn(today) is InvoiceStatus.Refunded or ExtraStatus.PartiallyRefunded ? BadgeOn(today) : null;
}

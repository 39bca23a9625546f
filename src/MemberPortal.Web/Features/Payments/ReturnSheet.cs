using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Products;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What a payer wants to know on the way back from the payment page, or after a tap on the card on file.</summary>
internal sealed record ReturnSheet
{
    /// <summary>Minor units of <see cref="Currency"/> that the attempt asked for.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }
    public required AttemptWay Way { get; init; }
    public required bool KeepsMethod { get; init; }

    /// <summary>The provider's; null until it is known.</summary>
    public required string? PaymentId { get; init; }

    /// <summary>One at least, as the payer saw them.</summary>
    public required IReadOnlyList<ReturnInvoice> Invoices { get; init; }

    /// <summary>Where the receipt goes; null where nobody gave an address.</summary>
    public required string? ReceiptTo { get; init; }

    /// <summary>One for each invoice; none before the money is here, or for money that the invoices could not take.</summary>
    public IReadOnlyList<ReceiptRow> Receipts { get; init; } = [];

    /// <summary>The invoices' products, as the member has them now.</summary>
    public IReadOnlyList<Holding> Holdings { get; init; } = [];

    public long LeftToPay => Invoices.Sum(invoice => invoice.Facts.LeftToPay);

    public bool CanBePaidOn(DateOnly today) => Invoices.All(invoice => invoice.Facts.CanBePaidOn(today));
}

/// <summary>One of the invoices that an attempt pays.</summary>
internal sealed record ReturnInvoice
{
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required InvoiceFacts Facts { get; init; }
    public required IReadOnlyList<int?> ProductIds { get; init; }
}

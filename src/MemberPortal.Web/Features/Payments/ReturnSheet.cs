using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Features.Products;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What a member wants to know on the way back from the payment page.</summary>
internal sealed record ReturnSheet
{
    /// <summary>Minor units of <see cref="Currency"/> that the attempt asked for.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }
    public required int InvoiceId { get; init; }
    public required string InvoiceNumber { get; init; }
    public required InvoiceFacts Facts { get; init; }
    public required string? MemberEmail { get; init; }
    public required IReadOnlyList<int?> ProductIds { get; init; }

    /// <summary>Null before the money is here, and for money that the invoice could not take.</summary>
    public ReceiptRow? Receipt { get; init; }

    /// <summary>The invoice's products, as the member has them now.</summary>
    public IReadOnlyList<Holding> Holdings { get; init; } = [];
}

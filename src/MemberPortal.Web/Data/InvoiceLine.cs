namespace MemberPortal.Web.Data;

/// <summary>One line of an invoice. Amounts are minor units and include VAT.</summary>
internal sealed class InvoiceLine
{
    public int Id { get; init; }
    public int InvoiceId { get; init; }

    /// <summary>Money settles lines in this order.</summary>
    public required int Position { get; init; }

    public required string Description { get; init; }
    public int? ProductId { get; init; }
    public int? SubscriptionId { get; init; }
    public required int Quantity { get; init; }
    public required long UnitPrice { get; init; }
    public required long Amount { get; init; }

    /// <summary>Basis points.</summary>
    public required int VatRate { get; init; }

    /// <summary>The VAT within <see cref="Amount"/>.</summary>
    public required long Vat { get; init; }

    /// <summary>Sent back of this line.</summary>
    public long Refunded { get; set; }

    public DateOnly? CoversFrom { get; init; }

    /// <summary>The last covered day; null with a product: for ever.</summary>
    public DateOnly? CoversUntil { get; init; }
}

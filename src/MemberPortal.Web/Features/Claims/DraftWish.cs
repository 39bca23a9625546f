using MemberPortal.Billing;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Claims;

/// <summary>What a seller wants a draft to say.</summary>
internal sealed record DraftWish
{
    public required IReadOnlyList<DraftLine> Lines { get; init; }

    /// <summary>Null: payable, and never late.</summary>
    public required DateOnly? DueOn { get; init; }

    public string? Comment { get; init; }

    /// <summary>As <see cref="Data.Invoice.FormKey"/>.</summary>
    public Guid? FormKey { get; init; }

    /// <summary>What the invoice is for, in a few words: its first line.</summary>
    public string Title => Lines[0].Description;

    public IEnumerable<InvoiceLine> InvoiceLines => Lines.Select((line, i) => line.At(i + 1));
}

/// <summary>A line of a product or a free one. Minor units with VAT; the rate in basis points; the days are of a product only.</summary>
internal sealed record DraftLine
{
    public required int? ProductId { get; init; }
    public required string Description { get; init; }
    public required int Quantity { get; init; }
    public required long UnitPrice { get; init; }
    public required int VatRate { get; init; }
    public DateOnly? CoversFrom { get; init; }

    /// <summary>The last covered day; null with a product: for ever.</summary>
    public DateOnly? CoversUntil { get; init; }

    public InvoiceLine At(int position)
    {
        var amount = checked(UnitPrice * Quantity);
        return new()
        {
            Position = position,
            Description = Description,
            ProductId = ProductId,
            Quantity = Quantity,
            UnitPrice = UnitPrice,
            Amount = amount,
            VatRate = VatRate,
            Vat = Vat.IncludedIn(amount, VatRate),
            CoversFrom = CoversFrom,
            CoversUntil = CoversUntil,
        };
    }
}

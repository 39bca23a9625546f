using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;

namespace MemberPortal.Web.Features.Claims;

/// <summary>An invoice as the desk sees it. Amounts are minor units of <see cref="Currency"/>.</summary>
internal sealed record ClaimSheet
{
    public required int Id { get; init; }

    /// <summary>Null for a draft, and for one that was discarded; so is <see cref="Kid"/>.</summary>
    public required string? Number { get; init; }

    public required string? Kid { get; init; }
    public required string Title { get; init; }
    public required string Currency { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime? SentAt { get; init; }
    public required InvoiceFacts Facts { get; init; }
    public required int MemberNumber { get; init; }
    public required string MemberName { get; init; }
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>Null while nothing is asked for, or nothing any more.</summary>
    public MoneyPlaces? Places { get; init; }

    /// <summary>Newest first; what was taken back is among them.</summary>
    public IReadOnlyList<ReceiptRow> Payments { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<InvoiceLogEntry> Log { get; init; } = [];

    public IReadOnlyList<MoneyAt> PlacesOf(InvoiceLine line) =>
        Places?.Lines.Single(places => places.InvoiceLineId == line.Id).Places ?? [];
}

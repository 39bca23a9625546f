using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;

namespace MemberPortal.Web.Features.Members;

/// <summary>A member as the desk sees them.</summary>
internal sealed record MemberSheet
{
    public required Member Member { get; init; }

    /// <summary>What the member sees too: owed, products, subscriptions, payment method, balance.</summary>
    public required Overview Overview { get; init; }

    /// <summary>The oldest first: it goes out first.</summary>
    public required IReadOnlyList<DraftRow> Drafts { get; init; }

    /// <summary>Issued and not asked for any more; the latest.</summary>
    public required IReadOnlyList<InvoiceRow> Earlier { get; init; }

    /// <summary>The latest, with those that were taken back.</summary>
    public required IReadOnlyList<ReceiptRow> Payments { get; init; }
}

internal sealed record DraftRow
{
    public required int Id { get; init; }
    public required string Title { get; init; }
    public required string Currency { get; init; }
    public required long Total { get; init; }
    public required DateTime CreatedAt { get; init; }
}

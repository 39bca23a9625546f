using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>An invoice as a page or a sheet of paper shows it. Amounts are minor units of <see cref="Currency"/>.</summary>
internal sealed record InvoiceSheet
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public required string Kid { get; init; }
    public required string Title { get; init; }
    public required string Currency { get; init; }
    public required InvoiceFacts Facts { get; init; }
    public required string MemberName { get; init; }
    public required int MemberNumber { get; init; }
    public required string? MemberEmail { get; init; }
    public required DateOnly? TransferReportedOn { get; init; }
    public required IReadOnlyList<SheetLine> Lines { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReceiptRow> Receipts { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<InvoiceLogEntry> Story { get; init; } = [];

    /// <summary>The latest try to pay it through the provider.</summary>
    public LatestTry? LatestTry { get; init; }

    /// <summary>Of that try, if the bank said no.</summary>
    public string? DeclineCode => LatestTry?.DeclineCode;

    public CardObstacle? CardObstacle => StripeAmounts.ObstacleTo(Facts.LeftToPay, Currency);

    /// <summary>The VAT contained, a row for each rate above nothing.</summary>
    public IEnumerable<(int Rate, long Amount)> Vat => Lines
        .Where(line => line.VatRate > 0)
        .GroupBy(line => line.VatRate)
        .OrderByDescending(rate => rate.Key)
        .Select(rate => (rate.Key, rate.Sum(line => line.Vat)));
}

internal sealed record SheetLine
{
    public required string Description { get; init; }
    public required int Quantity { get; init; }
    public required long UnitPrice { get; init; }
    public required long Amount { get; init; }

    /// <summary>Basis points.</summary>
    public required int VatRate { get; init; }

    public required long Vat { get; init; }
}

/// <summary>A try to pay an invoice through the provider, as far as the invoice's page needs it.</summary>
internal sealed record LatestTry(string AttemptId, AttemptState State, string? DeclineCode, DateOnly? ExpectedOn);

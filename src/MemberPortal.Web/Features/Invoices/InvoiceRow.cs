using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>An invoice in a list: what it is for, what it asks for, how it stands.</summary>
internal sealed record InvoiceRow
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Currency { get; init; }
    public required InvoiceFacts Facts { get; init; }

    public bool IsTakenByCard => StripeAmounts.ObstacleTo(Facts.LeftToPay, Currency) is null;

    /// <summary>The one badge that a row has room for: late before all else, then the extra status, then the status.</summary>
    public Enum BadgeOn(DateOnly today) => (Facts.StatusOn(today), Facts.ExtraOn(today)) switch
    {
        (InvoiceStatus.PastDue, null or ExtraStatus.PartiallyPaid) => InvoiceStatus.PastDue,
        (_, { } extra) => extra,
        (var status, null) => status,
    };
}

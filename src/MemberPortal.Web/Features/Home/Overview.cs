using MemberPortal.Billing;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Products;

namespace MemberPortal.Web.Features.Home;

/// <summary>What a member owes, has and lately paid, on one day.</summary>
internal sealed record Overview
{
    public required DateOnly Today { get; init; }

    /// <summary>Open and past due, the most urgent first.</summary>
    public required IReadOnlyList<InvoiceRow> Owed { get; init; }

    public required IReadOnlyList<Holding> Holdings { get; init; }
    public required IReadOnlyList<SubscriptionRow> Subscriptions { get; init; }

    /// <summary>Null: none on file.</summary>
    public required MethodRow? Method { get; init; }

    /// <summary>What the member has on account; nothing is shown of nothing.</summary>
    public required Money Balance { get; init; }

    public required IReadOnlyList<ReceiptRow> Recent { get; init; }

    public IEnumerable<InvoiceRow> ToPay => Owed.Where(invoice => invoice.Facts.CanBePaidOn(Today));

    /// <summary>Their money is on its way.</summary>
    public IEnumerable<InvoiceRow> UnderWay => Owed.Where(invoice => invoice.Facts.ProcessingSince is not null);

    public bool IsNew => Holdings.Count == 0 && Subscriptions.Count == 0 && Recent.Count == 0;

    /// <summary>Up to when everything that the member has is paid; null when nothing ends.</summary>
    public DateOnly? PaidUntil => Holdings
        .Where(holding => holding.Status == AssignmentStatus.Active)
        .Min(holding => holding.Covered?.LastDay);

    public SubscriptionRow? NextToBill => Subscriptions.Where(s => s.NextBillOn is not null).MinBy(s => s.NextBillOn);

    /// <summary>Amounts of one currency each: nothing is added up across currencies.</summary>
    public static IEnumerable<Money> SumsOf(IEnumerable<InvoiceRow> invoices) => invoices
        .GroupBy(invoice => invoice.Currency)
        .Select(same => same
            .Select(invoice => new Money(invoice.Facts.LeftToPay, Currency.Of(same.Key)))
            .Aggregate((sum, next) => sum + next));
}

internal sealed record SubscriptionRow
{
    public required string Name { get; init; }
    public required SubscriptionFacts Facts { get; init; }
    public required SubscriptionStatus Status { get; init; }

    /// <summary>The first day of the next cycle; null when none will be billed.</summary>
    public required DateOnly? NextBillOn { get; init; }

    /// <summary>What the next cycle costs today.</summary>
    public required Money Price { get; init; }

    /// <summary>The last covered day; null before anything was paid.</summary>
    public required DateOnly? CoveredUntil { get; init; }
}

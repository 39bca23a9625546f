using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Products;

/// <summary>
/// All that an assigned product's status depends on (2-statuses.md, Assigned product). Business dates; the invoices'
/// statuses are those of the same day.
/// </summary>
public sealed record AssignmentFacts
{
    /// <summary>Null: not assigned by hand.</summary>
    public required ManualAssignment? Manual { get; init; }

    public required IReadOnlyList<CoveringInvoice> Invoices { get; init; }

    /// <summary>
    /// The status on <paramref name="today"/>. The first row that fits decides:
    /// <code>
    /// an invoice of it is   paid and covers today, or valid by hand   status
    /// PastDue               -                                         PastDue
    /// Open                  -                                         Open
    /// other, none           yes                                       Active
    /// other, none           no                                        Expired
    /// </code>
    /// </summary>
    public AssignmentStatus StatusOn(DateOnly today) => this switch
    {
        _ when Invoices.Any(invoice => invoice.Status == InvoiceStatus.PastDue) => AssignmentStatus.PastDue,
        _ when Invoices.Any(invoice => invoice.Status == InvoiceStatus.Open) => AssignmentStatus.Open,
        _ when Spans().Any(span => span.From <= today && today <= span.Until) => AssignmentStatus.Active,
        _ => AssignmentStatus.Expired,
    };

    /// <summary>
    /// Covered today: the end of the unbroken coverage. Not covered: the last day that was. Null: no day so far.
    /// It stands beside the status whatever that is: somebody past due may be paid for until December.
    /// </summary>
    public Coverage? CoveredUntilOn(DateOnly today)
    {
        DateOnly? last = null;
        foreach (var (from, until) in Spans().OrderBy(span => span.From))
        {
            var connects = last >= today && (last == DateOnly.MaxValue || from <= last.Value.AddDays(1));
            if (from <= today || connects)
                last = last > until ? last : until;
        }

        return last is null ? null : new Coverage(last == DateOnly.MaxValue ? null : last);
    }

    private IEnumerable<(DateOnly From, DateOnly Until)> Spans()
    {
        if (Manual is not null)
            yield return (DateOnly.MinValue, Manual.Until ?? DateOnly.MaxValue);

        foreach (var invoice in Invoices.Where(invoice => invoice.Covers))
            yield return (invoice.From ?? DateOnly.MinValue, invoice.Until ?? DateOnly.MaxValue);
    }
}

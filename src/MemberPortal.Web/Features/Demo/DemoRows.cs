using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>All rows of the demo but its accounts, each list in the order of its ids.</summary>
internal sealed class DemoRows
{
    public List<Member> Members { get; } = [];
    public List<Product> Products { get; } = [];
    public List<ProductAssignment> Assignments { get; } = [];
    public List<Subscription> Subscriptions { get; } = [];
    public List<PaymentMethod> PaymentMethods { get; } = [];
    public Dictionary<int, MemberBalance> Balances { get; } = [];
    public List<Invoice> Invoices { get; } = [];
    public List<InvoiceLogEntry> Log { get; } = [];
    public List<Payment> Payments { get; } = [];
    public List<ChargeAttempt> Attempts { get; } = [];
    public List<JournalEntry> Journal { get; } = [];
    public List<NumberSeries> Series { get; } = [];
}

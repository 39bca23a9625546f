using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Payments;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Reads what a receipt stands for: for the page that asks, and inside the write that takes it back.</summary>
internal sealed class ReversibleActQuery(PortalDbContext db)
{
    /// <returns>Null for an unknown receipt.</returns>
    public async Task<ReversibleAct?> OfAsync(string receipt, CancellationToken cancellationToken)
    {
        var named = await db.Payments.Include(p => p.Reversal).SingleOrDefaultAsync(p => p.ReceiptNumber == receipt, cancellationToken);
        if (named is null)
            return null;

        var name = PaymentAct.Of(named);
        var payments = await db.Payments.OfAct(name).Include(p => p.Invoice).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var entry = await db.Journal.AsNoTracking().Include(e => e.Postings)
            .SingleOrDefaultAsync(e => e.Key == Occasion.KeyOf("payment", name, "received"), cancellationToken);
        var isByHand = entry is not null && HandWay.Is(named.Way);
        return new ReversibleAct
        {
            Name = name,
            Payments = payments,
            Entry = entry,
            Facts = new ReversalFacts
            {
                IsByHand = isByHand,
                ReversedAt = named.Reversal?.At,
                Invoices = [.. payments.Select(p => p.Invoice).OfType<Invoice>().Select(invoice => invoice.Facts)],
                Brought = isByHand ? await BroughtAsync(entry!, payments, cancellationToken) : [],
            },
        };
    }

    private async Task<List<MoneyBrought>> BroughtAsync(JournalEntry entry, List<Payment> payments, CancellationToken cancellationToken)
    {
        var brought = new List<MoneyBrought>();
        foreach (var account in entry.Postings.Where(posting => posting.Minor < 0).GroupBy(WhoseAccount))
        {
            var (kind, invoiceId, memberId, currency) = account.Key;
            var facts = payments.Find(p => p.InvoiceId == invoiceId)?.Invoice?.Facts;
            var left = kind switch
            {
                AccountKind.Receivable => Math.Min(facts!.Received, facts.Total),
                AccountKind.OverpaymentHeld => facts!.Held,
                AccountKind.Balance => await BalanceOfAsync(memberId, currency, cancellationToken),
                AccountKind.UnallocatedReceipts => await UnallocatedOfAsync(memberId, currency, cancellationToken),
                var other => throw new InvalidOperationException($"A recorded payment brings nothing to {other}."),
            };
            brought.Add(new(-account.Sum(posting => posting.Minor), left));
        }

        return brought;
    }

    /// <summary>A balance is the member's, whichever top-up brought the money.</summary>
    private static (AccountKind Kind, int? InvoiceId, int? MemberId, string Currency) WhoseAccount(Posting posting) =>
        (posting.Account, posting.Account == AccountKind.Balance ? null : posting.InvoiceId, posting.MemberId, posting.Currency);

    private Task<long> BalanceOfAsync(int? memberId, string currency, CancellationToken cancellationToken) => db.Balances
        .Where(b => b.MemberId == memberId && b.Currency == currency)
        .Select(b => b.Amount)
        .SingleOrDefaultAsync(cancellationToken);

    private Task<long> UnallocatedOfAsync(int? memberId, string currency, CancellationToken cancellationToken) => db.Postings
        .Where(p => p.Account == AccountKind.UnallocatedReceipts && p.MemberId == memberId && p.Currency == currency)
        .SumAsync(p => -p.Minor, cancellationToken);
}

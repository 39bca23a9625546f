namespace MemberPortal.Billing.Journal;

/// <summary>Money and the account it is on; with a payout, in that payout. Minor units, more than nothing.</summary>
public sealed record MoneyAt(AccountKind Account, long Minor, string? PayoutId = null);

/// <summary>Where the amount of an invoice line is: Receivable is what the payer still owes, Refunds what went back.</summary>
public sealed record LinePlaces(int InvoiceLineId, IReadOnlyList<MoneyAt> Places);

/// <summary>Where the money of an invoice is (3-money.md), as its postings have it.</summary>
/// <param name="Lines">In the order of the invoice.</param>
/// <param name="Beyond">More than the lines ask: held, or not sent back yet.</param>
public sealed record MoneyPlaces(IReadOnlyList<LinePlaces> Lines, IReadOnlyList<MoneyAt> Beyond)
{
    /// <summary>
    /// Of an issued invoice that is not void. An account says of whom its money is and not for which line: it fills the
    /// lines in their order, as money settles them. A top-up is owed nowhere in the books: what did not come is outstanding.
    /// </summary>
    public static MoneyPlaces Of(IReadOnlyList<LineAmount> lines, IReadOnlyCollection<Posting> postings)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(postings);

        var accounts = new Queue<MoneyAt>(Located(postings));
        var isOwedInBooks = postings.Any(posting => posting.Account == AccountKind.Receivable);
        var places = new List<LinePlaces>();
        foreach (var line in lines)
        {
            long On(AccountKind account) => postings.Where(p => p.InvoiceLineId == line.InvoiceLineId && p.Account == account).Sum(p => p.Minor);
            var outstanding = On(AccountKind.Receivable);
            var refunded = -On(AccountKind.Refunds);
            var found = Take(accounts, line.GrossMinor - refunded - outstanding);
            if (!isOwedInBooks)
                outstanding = line.GrossMinor - refunded - found.Sum(money => money.Minor);

            found.Add(new(AccountKind.Refunds, refunded));
            found.Add(new(AccountKind.Receivable, outstanding));
            places.Add(new(line.InvoiceLineId, found.FindAll(money => money.Minor > 0)));
        }

        return new(places, [.. accounts]);
    }

    private static IEnumerable<MoneyAt> Located(IEnumerable<Posting> postings) => postings
        .Where(posting => IsPlace(posting.Account))
        .GroupBy(posting => (posting.Account, posting.Currency))
        .SelectMany(account => InPayouts(account).Append(new MoneyAt(account.Key.Account, account.Sum(posting => posting.Minor))))
        .Where(money => money.Minor > 0)
        .OrderBy(money => money.Account);

    /// <summary>What left the provider for a payout names it.</summary>
    private static IEnumerable<MoneyAt> InPayouts(IEnumerable<Posting> account) => account
        .Where(posting => posting.PayoutId is not null)
        .GroupBy(posting => posting.PayoutId)
        .Select(payout => new MoneyAt(AccountKind.InPayout, -payout.Sum(posting => posting.Minor), payout.Key));

    private static bool IsPlace(AccountKind account) => account switch
    {
        AccountKind.AtProvider or AccountKind.InPayout or AccountKind.Bank or AccountKind.Cash or AccountKind.Cheques
            or AccountKind.ExternalErp or AccountKind.Balance or AccountKind.Disputed or AccountKind.WrittenOff => true,
        AccountKind.Receivable or AccountKind.OverpaymentHeld or AccountKind.UnallocatedReceipts or AccountKind.Refunds
            or AccountKind.ProviderFees or AccountKind.CashRounding or AccountKind.Revenue or AccountKind.Tax => false,
    };

    private static List<MoneyAt> Take(Queue<MoneyAt> accounts, long minor)
    {
        var taken = new List<MoneyAt>();
        var left = new Queue<MoneyAt>();
        while (accounts.TryDequeue(out var money))
        {
            var part = Math.Min(minor, money.Minor);
            minor -= part;
            if (part > 0)
                taken.Add(money with { Minor = part });
            if (part < money.Minor)
                left.Enqueue(money with { Minor = money.Minor - part });
        }

        while (left.TryDequeue(out var money))
            accounts.Enqueue(money);

        return taken;
    }
}

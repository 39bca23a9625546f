namespace MemberPortal.Billing.Journal;

/// <summary>
/// What books what (3-money.md, the table): one recipe an event. A recipe refuses what makes no sense; it does not
/// know whether the books already hold the entry, which is what its key is for.
/// </summary>
/// <remarks>
/// After any of an invoice's entries, until it is voided:
/// <code>
/// sum of Receivable       = Total - min(Received, Total)
/// -sum of OverpaymentHeld = max(0, Received - Total)
/// </code>
/// </remarks>
public static class Bookings
{
    /// <summary>
    /// Receivable per line, to revenue and tax; prices include VAT. Null: an invoice of nothing, which books nothing.
    /// Not for a top-up, which is neither revenue nor owed until it is paid.
    /// </summary>
    public static JournalEntry? InvoiceFinalised(Occasion occasion, Claim claim, IReadOnlyList<LineAmount> lines)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(lines);

        var postings = new List<Posting>();
        foreach (var line in lines)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(line.GrossMinor, nameof(lines));
            var vat = Vat.IncludedIn(line.GrossMinor, line.VatRateBasisPoints);
            postings.AddRange(
            [
                OfLine(claim, AccountKind.Receivable, line.InvoiceLineId, line.GrossMinor),
                OfLine(claim, AccountKind.Revenue, line.InvoiceLineId, vat - line.GrossMinor),
                OfLine(claim, AccountKind.Tax, line.InvoiceLineId, -vat),
            ]);
        }

        return lines.All(line => line.GrossMinor == 0) ? null : Entry(occasion, postings);
    }

    /// <summary>The finalising entry, mirrored. An invoice of nothing has none and needs none.</summary>
    public static JournalEntry InvoiceVoided(Occasion occasion, JournalEntry finalised) => Mirror(occasion, finalised);

    /// <summary>
    /// Money for an invoice: it settles <paramref name="lines"/> in their order; what is more than they ask is held as
    /// the invoice's overpayment. Refuses another currency than the claim's: that is <see cref="ReceiptUnallocated"/>.
    /// </summary>
    public static JournalEntry PaymentReceived(
        Occasion occasion, Claim claim, AccountKind into, Money amount, IReadOnlyList<LineOutstanding> lines)
    {
        RequireWay(into, nameof(into));
        RequirePositive(amount);

        var settled = Settled(claim, amount, lines, out var excess);

        return Entry(occasion,
        [
            OfInvoice(claim, into, amount.Minor),
            .. settled,
            OfInvoice(claim, AccountKind.OverpaymentHeld, -excess),
        ]);
    }

    /// <summary>
    /// What is held on an invoice settles its lines after all, in their order: another payment of it was taken back. Refuses
    /// more than the lines ask.
    /// </summary>
    public static JournalEntry ExcessApplied(Occasion occasion, Claim claim, Money amount, IReadOnlyList<LineOutstanding> lines)
    {
        RequirePositive(amount);

        return Entry(occasion, [OfInvoice(claim, AccountKind.OverpaymentHeld, amount.Minor), .. SettledWhole(claim, amount, lines)]);
    }

    /// <summary>From the member's balance to the lines in their order. Refuses more than the lines ask.</summary>
    public static JournalEntry PaidFromBalance(
        Occasion occasion, Claim claim, Money amount, IReadOnlyList<LineOutstanding> lines)
    {
        RequirePositive(amount);

        return Entry(occasion, [OfInvoice(claim, AccountKind.Balance, amount.Minor), .. SettledWhole(claim, amount, lines)]);
    }

    /// <summary>Money for the member's own balance.</summary>
    public static JournalEntry TopUpReceived(Occasion occasion, Claim topUp, AccountKind into, Money amount)
    {
        RequireWay(into, nameof(into));
        RequirePositive(amount);
        var minor = In(topUp, amount);

        return Entry(occasion, [OfInvoice(topUp, into, minor), OfInvoice(topUp, AccountKind.Balance, -minor)]);
    }

    /// <summary>
    /// Money that arrived with nothing to put it on, of a member or of nobody; not spendable until a seller decides.
    /// </summary>
    public static JournalEntry ReceiptUnallocated(Occasion occasion, int? memberId, AccountKind into, Money amount)
    {
        RequireWay(into, nameof(into));
        RequirePositive(amount);

        return Entry(occasion,
        [
            Posting.Of(into, amount, memberId: memberId),
            Posting.Of(AccountKind.UnallocatedReceipts, -amount, memberId: memberId),
        ]);
    }

    /// <summary>Decided: out of revenue and tax, to be sent back by <see cref="RefundPaid"/>.</summary>
    public static JournalEntry LinesRefunded(Occasion occasion, Claim claim, IReadOnlyList<LineRefund> refunds)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(refunds);

        var postings = new List<Posting>();
        foreach (var refund in refunds)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(refund.GrossMinor, nameof(refunds));
            ArgumentOutOfRangeException.ThrowIfNegative(refund.RefundedBeforeMinor, nameof(refunds));
            postings.AddRange(
            [
                OfLine(claim, AccountKind.Revenue, refund.InvoiceLineId, refund.GrossMinor - refund.VatMinor),
                OfLine(claim, AccountKind.Tax, refund.InvoiceLineId, refund.VatMinor),
                OfLine(claim, AccountKind.Refunds, refund.InvoiceLineId, -refund.GrossMinor),
            ]);
        }

        return Entry(occasion, postings);
    }

    /// <summary>A decided refund goes the way back: where the money came in, or to the member's balance.</summary>
    public static JournalEntry RefundPaid(Occasion occasion, Claim claim, AccountKind way, Money amount)
    {
        if (way != AccountKind.Balance)
            RequireWay(way, nameof(way));
        RequirePositive(amount);
        var minor = In(claim, amount);

        return Entry(occasion, [OfInvoice(claim, AccountKind.Refunds, minor), OfInvoice(claim, way, -minor)]);
    }

    /// <summary>
    /// The provider puts payments into a payout and keeps its fees. Each part leaves it under its own invoice,
    /// so that a claim can say where its money is. Refuses a payout that is not positive.
    /// </summary>
    public static JournalEntry PayoutMade(
        Occasion occasion, string payoutId, Money net, Money fees, IReadOnlyList<PayoutPart> parts)
    {
        RequirePositive(net);
        ArgumentNullException.ThrowIfNull(parts);

        return Entry(occasion,
        [
            Posting.Of(AccountKind.InPayout, net, payoutId: payoutId),
            Posting.Of(AccountKind.ProviderFees, fees, payoutId: payoutId),
            .. parts.Select(part => Posting.Of(
                AccountKind.AtProvider,
                -new Money(part.GrossMinor, net.Currency),
                part.InvoiceId,
                memberId: part.MemberId,
                payoutId: payoutId)),
        ]);
    }

    public static JournalEntry PayoutArrived(Occasion occasion, string payoutId, Money net)
    {
        RequirePositive(net);

        return Entry(occasion,
        [
            Posting.Of(AccountKind.Bank, net, payoutId: payoutId),
            Posting.Of(AccountKind.InPayout, -net, payoutId: payoutId),
        ]);
    }

    /// <summary>One cause with several effects, such as a payment of several invoices: the postings of all in one entry.</summary>
    public static JournalEntry Together(Occasion occasion, IReadOnlyList<JournalEntry> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);

        return JournalEntry.Of(occasion, effects.SelectMany(effect => effect.Postings).Select(posting => posting.Copied()));
    }

    /// <summary>The entry that undoes another: a bounce, a void, a recorded payment reversed.</summary>
    public static JournalEntry Mirror(Occasion occasion, JournalEntry original)
    {
        ArgumentNullException.ThrowIfNull(original);

        return JournalEntry.Of(occasion, original.Postings.Select(posting => posting.Mirrored()));
    }

    private static List<Posting> SettledWhole(Claim claim, Money amount, IReadOnlyList<LineOutstanding> lines)
    {
        var settled = Settled(claim, amount, lines, out var excess);

        return excess == 0
            ? settled
            : throw new ArgumentOutOfRangeException(nameof(amount), $"{amount} is more than the lines ask.");
    }

    private static List<Posting> Settled(
        Claim claim, Money amount, IReadOnlyList<LineOutstanding> lines, out long excess)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var postings = new List<Posting>();
        excess = In(claim, amount);

        foreach (var line in lines)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(line.Minor, nameof(lines));
            var settled = Math.Min(excess, line.Minor);
            postings.Add(OfLine(claim, AccountKind.Receivable, line.InvoiceLineId, -settled));
            excess -= settled;
        }

        return postings;
    }

    private static JournalEntry Entry(Occasion occasion, IEnumerable<Posting> postings) =>
        JournalEntry.Of(occasion, postings.Where(posting => posting.Minor != 0));

    private static Posting OfLine(Claim claim, AccountKind account, int lineId, long minor) =>
        Posting.Of(account, new Money(minor, claim.Currency), claim.InvoiceId, lineId, claim.MemberId);

    private static Posting OfInvoice(Claim claim, AccountKind account, long minor) =>
        Posting.Of(account, new Money(minor, claim.Currency), claim.InvoiceId, memberId: claim.MemberId);

    private static long In(Claim claim, Money amount)
    {
        ArgumentNullException.ThrowIfNull(claim);

        return (Money.Zero(claim.Currency) + amount).Minor;
    }

    private static void RequirePositive(Money amount)
    {
        if (amount <= Money.Zero(amount.Currency))
            throw new ArgumentOutOfRangeException(nameof(amount), $"{amount} is not more than nothing.");
    }

    private static void RequireWay(AccountKind account, string name)
    {
        if (account is not (AccountKind.AtProvider or AccountKind.Cash or AccountKind.Cheques or AccountKind.Bank
            or AccountKind.ExternalErp))
            throw new ArgumentException($"Money does not come in or go out by {account}.", name);
    }
}

namespace MemberPortal.Billing.Journal;

/// <summary>
/// One side of a <see cref="JournalEntry"/>: minor units of a currency on an account; positive is debit, negative is
/// credit. Written once, never changed.
/// </summary>
public sealed class Posting
{
    private Posting() { }

    public long Id { get; private init; }
    public AccountKind Account { get; private init; }
    public int? InvoiceId { get; private init; }
    public int? InvoiceLineId { get; private init; }
    public int? MemberId { get; private init; }

    /// <summary>The provider's id of the payout.</summary>
    public string? PayoutId { get; private init; }

    /// <summary>ISO 4217 code, upper case.</summary>
    public string Currency { get; private init; } = "";

    public long Minor { get; private init; }

    /// <summary>Refuses an account of which it is not said whose it is.</summary>
    public static Posting Of(
        AccountKind account,
        Money amount,
        int? invoiceId = null,
        int? invoiceLineId = null,
        int? memberId = null,
        string? payoutId = null)
    {
        var said = account switch
        {
            AccountKind.Receivable => invoiceId is not null && invoiceLineId is not null,
            AccountKind.OverpaymentHeld or AccountKind.Refunds => invoiceId is not null,
            AccountKind.Balance => memberId is not null,
            AccountKind.InPayout => !string.IsNullOrWhiteSpace(payoutId),
            AccountKind.AtProvider or AccountKind.Bank or AccountKind.Cash or AccountKind.Cheques
                or AccountKind.ExternalErp or AccountKind.UnallocatedReceipts or AccountKind.ProviderFees
                or AccountKind.Disputed or AccountKind.WrittenOff or AccountKind.CashRounding
                or AccountKind.Revenue or AccountKind.Tax => true,
        };
        if (!said)
            throw new ArgumentException($"A posting on {account} says whose account it is.", nameof(account));

        return new()
        {
            Account = account,
            InvoiceId = invoiceId,
            InvoiceLineId = invoiceLineId,
            MemberId = memberId,
            PayoutId = payoutId,
            Currency = amount.Currency.Code,
            Minor = amount.Minor,
        };
    }

    internal Posting Mirrored() => With(checked(-Minor));

    /// <summary>For another entry: a posting stands in one entry only.</summary>
    internal Posting Copied() => With(Minor);

    private Posting With(long minor) => new()
    {
        Account = Account,
        InvoiceId = InvoiceId,
        InvoiceLineId = InvoiceLineId,
        MemberId = MemberId,
        PayoutId = PayoutId,
        Currency = Currency,
        Minor = minor,
    };
}

namespace MemberPortal.Billing.Journal;

/// <summary>The accounts of the books (3-money.md). A posting names, beside the kind, whose account it is.</summary>
public enum AccountKind
{
    /// <summary>Per invoice line.</summary>
    Receivable,

    /// <summary>Per member and currency; what the portal owes the member, so a credit raises it.</summary>
    Balance,

    AtProvider,

    /// <summary>Per payout.</summary>
    InPayout,

    Bank,
    Cash,
    Cheques,
    ExternalErp,

    /// <summary>Per invoice.</summary>
    OverpaymentHeld,

    /// <summary>Per member, or nobody's.</summary>
    UnallocatedReceipts,

    /// <summary>Refunds decided and not yet sent; per invoice.</summary>
    Refunds,

    ProviderFees,
    Disputed,
    WrittenOff,
    CashRounding,
    Revenue,
    Tax,
}

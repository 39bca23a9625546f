namespace MemberPortal.Web.Data;

/// <summary>How money reached the organisation; the same words on pages and receipts.</summary>
internal enum PaymentWay
{
    Card,
    DirectDebit,
    Cash,
    Cheque,
    Transfer,
    Balance,
    ExternalErp,
}

/// <summary>Money that came in, and the receipt for it.</summary>
internal sealed class Payment
{
    public int Id { get; init; }

    /// <summary>Its cause: "stripe:pi_3Nx", "cash:…". Unique, so that what is reported twice is one payment.</summary>
    public required string Source { get; init; }

    /// <summary>The provider's id of the payment; the parts of a payment for several invoices share it.</summary>
    public string? ProviderPaymentId { get; init; }

    /// <summary>Null for money that no invoice could take.</summary>
    public int? InvoiceId { get; init; }

    public Invoice? Invoice { get; init; }
    public int? MemberId { get; init; }
    public required string Currency { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required PaymentWay Way { get; init; }
    public string? CardBrand { get; init; }
    public string? Last4 { get; init; }

    /// <summary>What the bank or the cheque calls it: a cheque's number, a transfer's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Who paid, where that is not the member.</summary>
    public string? PayerName { get; init; }

    /// <summary>The name of the account that recorded it; null for what the provider reported.</summary>
    public string? RecordedBy { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>Sequential in a business year: "R2026-00042".</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>Null for money that did come in.</summary>
    public PaymentReversal? Reversal { get; init; }
}

/// <summary>A recorded payment that was none after all: it no longer settles anything, and its receipt is withdrawn.</summary>
internal sealed class PaymentReversal
{
    public required int PaymentId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The name of the account that reversed it.</summary>
    public required string By { get; init; }

    public required string Comment { get; init; }
}

using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Money that has arrived, for one invoice or several of a member.</summary>
internal sealed record ReceivedMoney
{
    /// <summary>Its cause, "stripe:pi_3Nx": the same cause is booked once.</summary>
    public required string Source { get; init; }

    /// <summary>Null for money that did not come by the provider.</summary>
    public string? ProviderPaymentId { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>What of it is for which invoice; one at least.</summary>
    public required IReadOnlyList<ReceivedPart> Parts { get; init; }

    public required PaymentWay Way { get; init; }

    /// <summary>Where the money is now.</summary>
    public required AccountKind Account { get; init; }

    public string? CardBrand { get; init; }
    public string? Last4 { get; init; }

    /// <summary>A cheque's number, a transfer's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Who paid, where that is not the member.</summary>
    public string? PayerName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime HappenedAt { get; init; }

    /// <summary>As in the journal: an actor, or the name of the account that recorded it.</summary>
    public required string By { get; init; }

    /// <summary>The account that recorded it; null for what the provider reported.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>What whoever recorded it wants to say about it.</summary>
    public string? Comment { get; init; }

    /// <summary>Where somebody who paid for the member wants a copy of the receipt.</summary>
    public ReceiptCopy? CopyTo { get; init; }
}

/// <param name="InvoiceId">Which of the member's invoices.</param>
/// <param name="Minor">Minor units, more than nothing.</param>
internal sealed record ReceivedPart(int InvoiceId, long Minor);

/// <summary>Somebody who paid for a member, and the language they paid in.</summary>
internal sealed record ReceiptCopy(string Address, string Language);

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What somebody wants to pay, and how.</summary>
internal sealed record PaymentWish
{
    /// <summary>Whose invoices these are, by the session or by the pay link; never by what a request says.</summary>
    public required int MemberId { get; init; }

    /// <summary>The invoices' numbers, in the order in which the payer sees them.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    public AttemptWay Way { get; init; } = AttemptWay.Page;

    /// <summary>The payer ticked "keep this card".</summary>
    public bool KeepsMethod { get; init; }

    /// <summary>Null: the member, signed in.</summary>
    public LinkPayer? ByLink { get; init; }
}

/// <summary>Whoever holds a pay link, and where they want the receipt.</summary>
internal sealed record LinkPayer(int PayLinkId, string? ReceiptTo);

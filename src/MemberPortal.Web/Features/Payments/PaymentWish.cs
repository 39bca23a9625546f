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

    /// <summary>What the button said; null where the provider's page says it again before anything is charged.</summary>
    public ShownCharge? Shown { get; init; }

    /// <summary>Null: the member, signed in.</summary>
    public LinkPayer? ByLink { get; init; }
}

/// <param name="Minor">Minor units of the invoices' currency, of them all.</param>
/// <param name="MethodId">Ours, of the method on file that the button named.</param>
internal sealed record ShownCharge(long Minor, int? MethodId)
{
    /// <summary>What a form with the button sends back. A charge without it is of nothing that anybody was shown.</summary>
    public static ShownCharge? Of(AttemptWay way, long shown, int method) => way == AttemptWay.SavedMethod ? new(shown, method) : null;
}

/// <summary>Whoever holds a pay link, and where they want the receipt.</summary>
internal sealed record LinkPayer(int PayLinkId, string? ReceiptTo);

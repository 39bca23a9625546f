using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>A payment method with what its member was told of it.</summary>
internal sealed record TroubledMethod
{
    public required PaymentMethod Method { get; init; }
    public required Member Member { get; init; }

    /// <summary>What its last charge was to pay and is still owed.</summary>
    public required IReadOnlyList<Invoice> LastUnpaid { get; init; }
    public required IReadOnlyList<MethodNotice> Notices { get; init; }

    public MethodRow Row => Method.ToRow(lastInvoiceUnpaid: LastUnpaid.Count > 0);

    /// <summary>
    /// What the member is to be told now; null where there is nothing, or nothing new. Whom no mail reaches is told once they
    /// have an address.
    /// </summary>
    public MethodNotice? NewsOn(DateOnly today)
    {
        if (Row.Facts.TroubleOn(today) is not { } trouble || !Member.IsReachable())
            return null;

        var episode = DayOf(trouble) ?? today;
        var isTold = Notices.Any(n => n.Trouble == trouble && (n.Episode == episode || (n.OverOn is null && DayOf(trouble) is null)));
        return isTold ? null : new MethodNotice { PaymentMethodId = Method.Id, Trouble = trouble, Episode = episode };
    }

    /// <summary>What the method has got out of: when it comes to that again, it is news again.</summary>
    public IEnumerable<MethodNotice> OverOn(DateOnly today) =>
        Notices.Where(n => n.OverOn is null && n.Trouble != Row.Facts.TroubleOn(today));

    /// <summary>The card's last day, where the trouble is its date: by that day it is told once, whatever lies between.</summary>
    private DateOnly? DayOf(MethodTrouble trouble) => trouble switch
    {
        MethodTrouble.ExpiresSoon or MethodTrouble.ExpiresInDays or MethodTrouble.Expired => Row.Facts.LastUsableDay,
        MethodTrouble.InsufficientFunds or MethodTrouble.Invalid => null,
    };
}

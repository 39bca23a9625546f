using MemberPortal.Billing.PaymentMethods;

namespace MemberPortal.Web.Data;

/// <summary>That a member was told of a trouble of their payment method: once an episode (2-statuses.md, Notices).</summary>
internal sealed class MethodNotice
{
    public int Id { get; init; }
    public required int PaymentMethodId { get; init; }
    public required MethodTrouble Trouble { get; init; }

    /// <summary>The card's last day where the trouble is its date, else the day on which the member was told.</summary>
    public required DateOnly Episode { get; init; }

    /// <summary>When the method was seen out of the trouble; the next time is another episode.</summary>
    public DateOnly? OverOn { get; set; }
}

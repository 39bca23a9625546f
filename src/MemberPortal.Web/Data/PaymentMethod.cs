using MemberPortal.Billing.PaymentMethods;

namespace MemberPortal.Web.Data;

/// <summary>The one way in which a member pays (2-statuses.md, Payment method). The database refuses a second.</summary>
internal sealed class PaymentMethod
{
    public int Id { get; init; }
    public required int MemberId { get; init; }
    public required PaymentMethodKind Kind { get; init; }
    public required DateTime AddedAt { get; init; }
    public string? ProviderMethodId { get; set; }
    public string? Brand { get; set; }
    public string? Last4 { get; set; }
    public int? ExpMonth { get; set; }
    public int? ExpYear { get; set; }

    /// <summary>The charge that the next four tell of; null before the first.</summary>
    public string? LastAttemptId { get; set; }

    public ChargeResult LastResult { get; set; }
    public string? LastDecline { get; set; }

    /// <summary>The provider's <c>advice_code</c> of the last decline.</summary>
    public string? LastAdvice { get; set; }

    /// <summary>Plain noes since the last success.</summary>
    public int DeclinesInARow { get; set; }

    /// <summary>The business day of the last no in that row: several in one night count once.</summary>
    public DateOnly? LastDeclineCountedOn { get; set; }
}

using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Money that has arrived, for an invoice.</summary>
internal sealed record ReceivedMoney
{
    /// <summary>Its cause, "stripe:pi_3Nx": the same cause is booked once.</summary>
    public required string Source { get; init; }

    public required int InvoiceId { get; init; }
    public required Money Amount { get; init; }
    public required PaymentWay Way { get; init; }

    /// <summary>Where the money is now.</summary>
    public required AccountKind Account { get; init; }

    public string? CardBrand { get; init; }
    public string? Last4 { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime HappenedAt { get; init; }

    public required string By { get; init; }
}

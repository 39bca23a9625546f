using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Web.Data;

/// <summary>Something that members are billed for. Prices include VAT.</summary>
internal sealed class Product
{
    public int Id { get; init; }
    public required string Name { get; set; }
    public required string Currency { get; init; }

    /// <summary>Minor units.</summary>
    public required long Price { get; set; }

    /// <summary>Basis points: 2500 is 25 %.</summary>
    public required int VatRate { get; set; }

    /// <summary>How often a subscription of it bills; null for what is bought once.</summary>
    public BillingInterval? Interval { get; init; }
}

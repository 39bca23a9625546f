using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What a member is billed for in one line. No product: a top-up, or a trial, which costs nothing.</summary>
internal sealed record SaleLine(string Description, long UnitPrice, int VatRate)
{
    public int Quantity { get; init; } = 1;
    public Product? Product { get; init; }
    public Subscription? Subscription { get; init; }
    public DateOnly? From { get; init; }

    /// <summary>The last covered day; null with a product: for ever.</summary>
    public DateOnly? Until { get; init; }

    public long Amount => Quantity * UnitPrice;
}

using MemberPortal.Billing.Products;

namespace MemberPortal.Web.Features.Products;

/// <summary>A product that a member has or lately had, with its status of the day asked about.</summary>
internal sealed record Holding
{
    public required int ProductId { get; init; }
    public required string Name { get; init; }
    public required AssignmentStatus Status { get; init; }

    /// <summary>Null: not a single day so far.</summary>
    public required Coverage? Covered { get; init; }
}

namespace MemberPortal.Web.Data;

/// <summary>A product that a seller gave a member by hand.</summary>
internal sealed class ProductAssignment
{
    public int Id { get; init; }
    public required int MemberId { get; init; }
    public required int ProductId { get; init; }
    public required DateTime AssignedAt { get; init; }

    /// <summary>The last valid day; null for no end.</summary>
    public DateOnly? ValidUntil { get; init; }

    public DateTime? RemovedAt { get; set; }
}

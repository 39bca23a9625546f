namespace MemberPortal.Web.Data;

/// <summary>Says what a database is for, so that a demo never opens the books of a real organisation, or the reverse.</summary>
internal sealed class PortalMark
{
    public required int Id { get; init; }
    public required bool IsDemo { get; init; }
    public required DateTime CreatedAt { get; init; }
}

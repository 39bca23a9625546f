namespace MemberPortal.Web.Data;

/// <summary>
/// An item that a job could not do. It is open until a later run does it or an administrator sets it aside; one row an item,
/// however often it fails.
/// </summary>
internal sealed class FailedItem
{
    public int Id { get; init; }
    public required string Job { get; init; }
    public required string UseCase { get; init; }

    /// <summary>An identifier, never a name or an address.</summary>
    public required string Item { get; init; }

    /// <summary>The type of the failure, never its message, which may name people.</summary>
    public required string Reason { get; set; }

    public required DateTime FirstAt { get; set; }
    public required DateTime LastAt { get; set; }
    public required int Tries { get; set; }
    public DateTime? ResolvedAt { get; set; }
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Audit;

/// <summary>A line of the audit log, with what it is about.</summary>
internal sealed record AuditRow
{
    public required AuditEntry Entry { get; init; }
    public required int? MemberNumber { get; init; }
    public required string? MemberName { get; init; }
}

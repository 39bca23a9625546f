using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Invoices;

namespace MemberPortal.Web.Features.Desk;

/// <summary>What was found at the desk: the invoice of a number or a KID, or members with what they owe.</summary>
internal sealed record DeskHits
{
    public required IReadOnlyList<ClaimRow> Claims { get; init; }
    public required IReadOnlyList<MemberHit> Members { get; init; }

    /// <summary>There are more members than are shown.</summary>
    public required bool IsMore { get; init; }

    public int Count => Claims.Count + Members.Count;
}

internal sealed record MemberHit
{
    public required int Id { get; init; }
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required string? Email { get; init; }

    /// <summary>The most urgent first.</summary>
    public IReadOnlyList<InvoiceRow> Owed { get; init; } = [];
}

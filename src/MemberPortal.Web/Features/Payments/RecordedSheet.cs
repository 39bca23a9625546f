using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>A receipt as the desk sees it, with the others of what came in at once.</summary>
internal sealed record RecordedSheet
{
    public required Payment Payment { get; init; }

    /// <summary>Null for money of nobody known.</summary>
    public required Member? Member { get; init; }

    /// <summary>All of the act, this one included, in the order of their numbers.</summary>
    public required IReadOnlyList<ReceiptRow> Receipts { get; init; }

    /// <summary>Where the receipt was mailed to; null where it was not.</summary>
    public required string? MailedTo { get; init; }
}

namespace MemberPortal.Web.Data;

/// <summary>
/// Opens one invoice to whoever holds it, without sign-in (2-statuses.md, the last lines on paying). One a mail; it ends with
/// its time and with the invoice.
/// </summary>
internal sealed class PayLink
{
    public int Id { get; init; }

    /// <summary>SHA-256 of the token in the address, in hex: the database alone opens nothing.</summary>
    public required string TokenHash { get; init; }

    public required int InvoiceId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
}

namespace MemberPortal.Web.Data;

/// <summary>Opens one receipt to whoever holds it, without sign-in, until its time is over: what a seller shows as a QR code.</summary>
internal sealed class ReceiptLink
{
    public int Id { get; init; }

    /// <summary>SHA-256 of the token in the address, in hex: the database alone opens nothing.</summary>
    public required string TokenHash { get; init; }

    public required int PaymentId { get; init; }
    public required DateTime ExpiresAt { get; init; }
}

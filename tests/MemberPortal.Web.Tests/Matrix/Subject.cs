using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>What a command is given to. Its owner has the account that the table's second person signs in with.</summary>
internal sealed record Subject
{
    public required Member Owner { get; init; }
    public Invoice? Invoice { get; init; }
    public Product? Product { get; init; }
    public OutgoingMail? Mail { get; init; }

    /// <summary>The number of the receipt for money that was recorded for the invoice.</summary>
    public string? Receipt { get; init; }
}

namespace MemberPortal.Web.Data;

/// <summary>A key of ASP.NET's data protection, so that cookies outlive a restart and a move of folders.</summary>
internal sealed class ProtectionKey
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

namespace MemberPortal.Web.Data;

/// <summary>A number that an administrator has set: it lies over the configuration (<see cref="DatabaseSettings"/>).</summary>
internal sealed class Setting
{
    /// <summary>As in the configuration: "Invoicing:DraftMinutes".</summary>
    public required string Key { get; init; }

    public required string Value { get; set; }
    public required DateTime ChangedAt { get; set; }

    /// <summary>The name of the account, as it was then; null for the demo's clock, which anybody moves.</summary>
    public string? ChangedBy { get; set; }
}

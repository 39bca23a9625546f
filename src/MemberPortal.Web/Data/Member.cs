namespace MemberPortal.Web.Data;

/// <summary>A person whom the organisation bills.</summary>
internal sealed class Member
{
    private string? _email;

    public int Id { get; init; }

    /// <summary>1 to 99,999; part of every KID of the member.</summary>
    public required int Number { get; init; }

    public required string Name { get; set; }

    /// <summary>Null when the organisation knows no address: invoices are then finalised and flagged "not sent".</summary>
    public string? Email
    {
        get => _email;
        set
        {
            if (value != _email)
                EmailBouncedAt = null;
            _email = value;
        }
    }

    /// <summary>When a mail server refused <see cref="Email"/> for good; another address has a fresh start.</summary>
    public DateTime? EmailBouncedAt { get; set; }

    /// <summary>In which the portal writes to the member.</summary>
    public required string Language { get; set; }

    public required DateOnly JoinedOn { get; init; }

    /// <summary>Names the member to the provider when its customer is created, so that a repeated call finds the same one.</summary>
    public required Guid ProviderKey { get; set; }

    public string? ProviderCustomerId { get; set; }

    /// <summary>By which the member is found.</summary>
    public List<MemberWord> Words { get; } = [];
}

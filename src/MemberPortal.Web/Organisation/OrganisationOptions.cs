using System.ComponentModel.DataAnnotations;

namespace MemberPortal.Web.Organisation;

/// <summary>Section "Organisation" of the settings: who bills.</summary>
internal sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    [Required]
    public required string Name { get; init; }

    /// <summary>IANA name; decides the business day and the decent hours.</summary>
    [Required]
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217.</summary>
    [Required, RegularExpression("^[A-Z]{3}$")]
    public required string Currency { get; init; }

    /// <summary>The language of whoever has not chosen one: en, sv, nb, ru or fr.</summary>
    [Required, RegularExpression("^(en|sv|nb|ru|fr)$")]
    public required string Language { get; init; }

    /// <summary>Where transfers go, as people write it; shown with the KID.</summary>
    [Required]
    public required string BankAccount { get; init; }

    /// <summary>Where members write with questions; at the foot of every page and mail.</summary>
    [Required, EmailAddress]
    public required string ContactEmail { get; init; }

    /// <summary>The organisation's colour: a hue in steps of 30, from 0 (red) over 120 (green) and 240 (blue) to 330.</summary>
    [AllowedValues(0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330)]
    public int Hue { get; init; } = 210;
}

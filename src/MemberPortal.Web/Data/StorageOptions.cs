using System.ComponentModel.DataAnnotations;

namespace MemberPortal.Web.Data;

/// <summary>Section "Storage" of the settings: where the database is kept.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>A folder, relative to the content root or absolute.</summary>
    [Required]
    public string Folder { get; init; } = "data";
}

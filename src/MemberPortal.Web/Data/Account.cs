using Microsoft.AspNetCore.Identity;

namespace MemberPortal.Web.Data;

/// <summary>Whoever may sign in: a member, a seller or an administrator (see <see cref="Role"/>).</summary>
internal sealed class Account : IdentityUser<int>
{
    public required string Name { get; set; }

    /// <summary>One of the portal's five languages, as in <c>Localization/Language.cs</c>.</summary>
    public required string Language { get; set; }

    /// <summary>Null for staff who are not members themselves.</summary>
    public int? MemberId { get; set; }
}

/// <summary>The three roles of 1-product.md. An administrator may do what a seller may.</summary>
internal static class Role
{
    public const string Member = "member";
    public const string Seller = "seller";
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [Member, Seller, Admin];

    public static bool IsStaff(string? role) => role is Seller or Admin;
}

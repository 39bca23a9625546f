using System.Globalization;
using System.Security.Claims;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Shared;

/// <summary>What the sign-in says of whoever asks. Ownership is decided with these, never with what a request sends.</summary>
internal static class CurrentAccount
{
    public const string MemberClaim = "member";
    public const string LanguageClaim = "language";

    public static int AccountId(this ClaimsPrincipal user) =>
        int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    /// <summary>The member who is signed in; null for staff who are no members, and for visitors.</summary>
    public static int? MemberId(this ClaimsPrincipal user) =>
        user.FindFirstValue(MemberClaim) is { } id ? int.Parse(id, CultureInfo.InvariantCulture) : null;

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>Null for visitors.</summary>
    public static string? Language(this ClaimsPrincipal user) => user.FindFirstValue(LanguageClaim);

    public static bool IsStaff(this ClaimsPrincipal user) => user.IsInRole(Role.Seller) || user.IsInRole(Role.Admin);
}

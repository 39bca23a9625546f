using System.Security.Claims;

namespace MemberPortal.Web.Features.Shared;

/// <summary>A seller or an administrator who does something, as the logs name them.</summary>
internal sealed record StaffMember(int AccountId, string Name)
{
    public static StaffMember Of(ClaimsPrincipal user) => new(user.AccountId(), user.DisplayName());
}

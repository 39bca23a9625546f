namespace MemberPortal.Web.Features.SignIn;

/// <summary>A session that its browser has not been given yet.</summary>
internal sealed record NewSession(string Token, bool IsStaff, bool IsMember)
{
    public string StartPage => StartPageOf(IsMember);

    /// <summary>Members see what they owe; staff who are no members see the desk.</summary>
    public static string StartPageOf(bool isMember) => isMember ? "/" : "/desk";
}

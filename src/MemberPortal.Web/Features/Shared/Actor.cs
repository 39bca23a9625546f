namespace MemberPortal.Web.Features.Shared;

/// <summary>Who did something, where it was no person.</summary>
internal static class Actor
{
    public const string Machine = "machine";
    public const string Provider = "provider";
    public const string Member = "member";
}

namespace MemberPortal.Web.Features.Shared;

/// <summary>Why somebody at the desk did something, in their own words.</summary>
internal static class Comment
{
    public const int Longest = 500;

    /// <returns>Null where nothing is said.</returns>
    public static string? Of(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

namespace MemberPortal.Web.Tests.Security;

/// <summary>What stands where an id should, and is none.</summary>
internal static class Wrong
{
    /// <summary>Words in braces stand for ids of other things: <see cref="CrawledPortal.Fill"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "0", "-1", "99999", "2147483647", "2147483648", "99999999999999999999", "1e9", "0x0", "1.0", "１", "NaN", "null", "undefined", "[object Object]",
        "00000000-0000-0000-0000-000000000000", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "{kid}", "nonsense", "' OR 1=1 --", "%", "*",
        "../../etc/passwd", "\u202E1", "1\r\nX-Evil: 1", new('9', 2_000),
    ];
}

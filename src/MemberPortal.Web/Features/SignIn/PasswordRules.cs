namespace MemberPortal.Web.Features.SignIn;

/// <summary>Length, and not one that everybody tries first; which characters is the person's business (ASVS V6.2).</summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 128;

    private static readonly HashSet<string> Common = Read();

    /// <returns>Null for a password that is good enough.</returns>
    public static PasswordProblem? ProblemOf(string password) => password.Length switch
    {
        < Shortest => PasswordProblem.TooShort,
        > Longest => PasswordProblem.TooLong,
        _ => Common.Contains(password) ? PasswordProblem.TooCommon : null,
    };

    private static HashSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
    }
}

internal enum PasswordProblem
{
    TooShort,
    TooLong,
    TooCommon,
}

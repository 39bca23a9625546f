namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the forms of the page have in common.</summary>
internal static class Typed
{
    private const int Longest = 200;

    public static string In(IFormCollection form, string name) =>
        form[name].ToString().Trim() is var text && text.Length <= Longest ? text : text[..Longest];

    /// <summary>The key of the text that says what is wrong with an address; null when nothing is.</summary>
    public static string? EmailMistake(string email) => email switch
    {
        "" => "Error.EmailMissing",
        _ when email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Any(char.IsWhiteSpace) => null,
        _ => "Error.EmailInvalid",
    };
}

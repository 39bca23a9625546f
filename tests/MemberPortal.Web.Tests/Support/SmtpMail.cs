using System.Text;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Tests.Support;

/// <summary>A mail as it came over the wire.</summary>
internal sealed partial record SmtpMail(string Recipient, IReadOnlyList<string> Lines, bool Accepted)
{
    /// <summary>Header lines, unfolded.</summary>
    public IReadOnlyList<string> Headers { get; } =
        [.. Fold().Replace(string.Join('\n', Lines.TakeWhile(line => line.Length > 0)), " ").Split('\n')];

    /// <summary>The one header of this name; its encoded words decoded.</summary>
    public string Header(string name)
    {
        var header = Assert.Single(Headers, h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return EncodedWord().Replace(
            BetweenWords().Replace(header[(name.Length + 1)..].Trim(), "$1"),
            word => word.Groups[1].Value is "B" or "b"
                ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
                : Printable(word.Groups[2].Value.Replace('_', ' ')));
    }

    /// <summary>The decoded part of this type, "text/plain".</summary>
    public string Part(string type)
    {
        var whole = string.Join('\n', Lines);
        var boundary = Boundary().Match(whole).Groups[1].Value;
        var part = Assert.Single(
            whole.Split("--" + boundary), piece => piece.Contains($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase)
                && piece.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase));
        var body = part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        return Printable(SoftBreak().Replace(body, "")).Replace("\r", "", StringComparison.Ordinal);
    }

    private static string Printable(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(
        Octet().Replace(text, octet => ((char)Convert.ToByte(octet.Groups[1].Value, 16)).ToString())));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?([bqBQ])\?(.*?)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"boundary=""?([^""\n;]+)""?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Octet();
}

using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace MemberPortal.Web.Mail;

/// <summary>
/// A message as the bytes that follow DATA: printable ASCII in short lines, none of which begins with a dot, so that the
/// wire needs no escapes of its own.
/// </summary>
internal static class MimeWriter
{
    private const int LongestLine = 76;

    /// <summary>So many bytes of UTF-8 fill an encoded word of 75 characters at the most.</summary>
    private const int BytesInWord = 45;

    /// <param name="message">With its parts as alternatives, the plainest first.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="FormatException">A header that would not stay one line.</exception>
    public static byte[] BytesOf(MailMessage message, DateTime now)
    {
        var text = new StringBuilder();
        var boundary = $"=_{message.Headers["Message-ID"]!.Trim('<', '>').Split('@')[0]}";
        Header("From", AddressOf(message.From!));
        Header("To", AddressOf(message.To[0]));
        Header("Reply-To", AddressOf(message.ReplyToList[0]));
        Header("Subject", Words(message.Subject));
        Header("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        foreach (var name in message.Headers.AllKeys)
            Header(name!, message.Headers[name]!);
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");

        foreach (var part in message.AlternateViews)
        {
            text.Append("\r\n--").Append(boundary).Append("\r\n");
            Header("Content-Type", $"{part.ContentType.MediaType}; charset=utf-8");
            Header("Content-Transfer-Encoding", "quoted-printable");
            text.Append("\r\n");
            using var content = new StreamReader(part.ContentStream, Encoding.UTF8, leaveOpen: true);
            QuotedPrintable(text, content.ReadToEnd());
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n--").Append(boundary).Append("--\r\n").ToString());

        void Header(string name, string value)
        {
            if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(c => c is < ' ' or > '~'))
                throw new FormatException($"{name} holds what no header may.");

            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }

    /// <summary>The address alone, its domain as the wire has it.</summary>
    public static string PlainAddressOf(MailAddress address) => $"{address.User}@{new IdnMapping().GetAscii(address.Host)}";

    private static string AddressOf(MailAddress address) => address.DisplayName.Length == 0
        ? PlainAddressOf(address)
        : $"{EncodedWords(address.DisplayName)} <{PlainAddressOf(address)}>";

    /// <summary>ASCII as it is, unless it could be taken for an encoded word or is long.</summary>
    private static string Words(string words) =>
        words.Length <= LongestLine && words.All(c => c is >= ' ' and <= '~') && !words.Contains("=?", StringComparison.Ordinal)
            ? words
            : EncodedWords(words);

    /// <summary>RFC 2047, one word a line; never cut within a character.</summary>
    private static string EncodedWords(string words)
    {
        var (lines, line) = (new List<byte[]>(), new List<byte>());
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in words.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (line.Count + length > BytesInWord)
            {
                lines.Add([.. line]);
                line.Clear();
            }

            line.AddRange(bytes[..length]);
        }

        lines.Add([.. line]);
        return string.Join("\r\n ", lines.Select(part => $"=?utf-8?B?{Convert.ToBase64String(part)}?="));
    }

    private static void QuotedPrintable(StringBuilder text, string content)
    {
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n'))
        {
            var (bytes, column) = (Encoding.UTF8.GetBytes(line), 0);
            for (var i = 0; i < bytes.Length; i++)
            {
                var value = bytes[i];
                var isItself = value is > (byte)' ' and <= (byte)'~' and not (byte)'='
                    ? column > 0 || value != (byte)'.'
                    : value is (byte)' ' && i < bytes.Length - 1;
                if (column + (isItself ? 1 : 3) >= LongestLine)
                {
                    text.Append("=\r\n");
                    column = 0;
                    isItself &= value != (byte)'.';
                }

                if (isItself)
                    text.Append((char)value);
                else
                    text.Append('=').Append(value.ToString("X2", CultureInfo.InvariantCulture));
                column += isItself ? 1 : 3;
            }

            text.Append("\r\n");
        }
    }
}

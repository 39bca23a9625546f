using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Lays a letter out as text and as HTML that say the same, in its reader's language. Clients strip style elements, so
/// styles are inline; the one style element only adds the dark theme for those that keep it.
/// </summary>
internal sealed class MailLayout(IStringLocalizer<MailTexts> texts, IOptions<OrganisationOptions> organisation)
{
    /// <summary>An amount fits on a phone in the largest size; a sentence does not.</summary>
    private const int LargestHeading = 16;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public (string Text, string Html) Render(Letter letter)
    {
        using var _ = Language.Of(letter.To.Language).Use();
        return (TextOf(letter), HtmlOf(letter));
    }

    /// <summary>The HTML part, for a frame: its links open in the window around it.</summary>
    public static string InWholeWindow(string html) =>
        html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal);

    private string Name => OneLine.Of(organisation.Value.Name);
    private string Contact => organisation.Value.ContactEmail;
    private MailAccent Accent => MailAccent.Of(organisation.Value.Hue);

    private string Why(Letter letter) =>
        letter.Why ?? (letter.To.MemberId is null ? texts["Mail.Why.Account", Name] : texts["Mail.Why.Member", Name]);

    private string TextOf(Letter letter)
    {
        var text = new StringBuilder();
        foreach (var line in new[] { letter.Over, letter.Heading, letter.Under })
        {
            if (line is not null)
                text.Append(OneLine.Of(line)).Append('\n');
        }

        foreach (var paragraph in letter.Paragraphs)
            text.Append('\n').Append(OneLine.Of(paragraph)).Append('\n');

        if (letter.Button is { } button)
            text.Append('\n').Append(OneLine.Of(button.Label)).Append(":\n").Append(button.Address.AbsoluteUri).Append('\n');

        if (letter.Details.Count > 0)
            text.Append('\n');
        foreach (var detail in letter.Details)
        {
            text.Append(OneLine.Of(detail.Name)).Append(": ").Append(OneLine.Of(detail.Value)).Append('\n');
            if (detail.Address is { } address)
                text.Append(address.AbsoluteUri).Append('\n');
        }

        // "-- " is how mail marks a signature.
        return text.Append("\n-- \n").Append(Name).Append('\n')
            .Append(texts["Mail.Questions"]).Append(' ').Append(Contact).Append('\n')
            .Append(Why(letter)).Append('\n')
            .ToString();
    }

    private string HtmlOf(Letter letter) =>
        $$"""
        <!doctype html>
        <html lang="{{Language.Current.Code}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{Safe(letter.Subject)}}</title>
        <style>
        :root { color-scheme: light dark }
        @media (prefers-color-scheme: dark) {
        .paper { background: #0f1418 !important }
        .sheet { background: #181f25 !important; border-color: #36404a !important }
        .ink { color: #eceff2 !important }
        .quiet { color: #aab4bd !important }
        .line { border-color: #36404a !important }
        .accent { color: {{Accent.Dark}} !important }
        .button { background: {{Accent.Dark}} !important; color: {{Accent.OnDark}} !important }
        }
        </style>
        </head>
        <body class="paper" style="margin:0;padding:0;background:#f4f7fa;">
        <div style="display:none;max-height:0;overflow:hidden;">{{Safe(letter.Under ?? letter.Paragraphs[0])}}</div>
        <div role="article" aria-label="{{Safe(letter.Subject)}}" lang="{{Language.Current.Code}}" class="paper" style="background:#f4f7fa;font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif;font-size:16px;line-height:24px;overflow-wrap:anywhere;">
        <table role="presentation" align="center" width="100%" cellspacing="0" cellpadding="0" border="0" style="max-width:600px;margin:0 auto;">
        <tr><td class="ink" style="padding:24px 24px 16px;color:#1b2126;font-weight:600;">{{Safe(Name)}}</td></tr>
        <tr><td style="padding:0 8px;">
        <table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" class="sheet" style="background:#ffffff;border:1px solid #dfe4e9;border-radius:12px;border-collapse:separate;">
        <tr><td style="padding:32px 24px 24px;">
        {{Line(letter.Over, "ink", "margin:0 0 4px;color:#1b2126;font-size:19px;line-height:26px;font-weight:600;")}}
        <h1 class="ink" style="margin:0 0 4px;color:#1b2126;{{HeadingSize(letter.Heading)}}font-weight:600;">{{Safe(letter.Heading)}}</h1>
        {{Line(letter.Under, "quiet", "margin:0;color:#56616b;")}}
        {{Button(letter.Button)}}
        {{string.Concat(letter.Paragraphs.Select(paragraph => Line(paragraph, "ink", "margin:24px 0 0;color:#1b2126;")))}}
        </td></tr>
        {{Details(letter.Details)}}
        </table>
        </td></tr>
        <tr><td class="quiet" style="padding:16px 24px 32px;color:#56616b;font-size:14px;line-height:20px;">
        {{Safe(Name)}}<br>
        {{Safe(texts["Mail.Questions"])}} <a href="mailto:{{Safe(Contact)}}" class="accent" style="color:{{Accent.Light}};">{{Safe(Contact)}}</a><br>
        {{Safe(Why(letter))}}
        </td></tr>
        </table>
        </div>
        </body>
        </html>

        """;

    private static string Line(string? text, string @class, string style) =>
        text is null ? "" : $"""<p class="{@class}" style="{style}">{Safe(text)}</p>""";

    private static string HeadingSize(string heading) => heading.Length <= LargestHeading
        ? "font-size:40px;line-height:48px;letter-spacing:-1px;"
        : "font-size:24px;line-height:32px;";

    private string Button(LetterButton? button) => button is null
        ? ""
        : $"""
          <a href="{Encoder.Encode(button.Address.AbsoluteUri)}" class="button" style="display:block;margin:24px 0 0;padding:14px 20px;border-radius:12px;background:{Accent.Light};color:#ffffff;font-weight:600;text-align:center;text-decoration:none;">{Safe(button.Label)}</a>
          """;

    private string Details(IReadOnlyList<LetterDetail> details) => details.Count == 0
        ? ""
        : $"""
          <tr><td style="padding:0 24px 24px;">
          {string.Concat(details.Select(Row))}
          </td></tr>
          """;

    /// <summary>A table by itself: a long KID takes no room from the names above it.</summary>
    private string Row(LetterDetail detail) =>
        $"""
        <table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="font-size:16px;line-height:24px;"><tr><td class="quiet line" style="padding:12px 16px 12px 0;border-top:1px solid #dfe4e9;color:#56616b;">{NameOf(detail)}</td><td align="right" class="ink line" style="padding:12px 0;border-top:1px solid #dfe4e9;color:#1b2126;font-weight:600;white-space:nowrap;">{Safe(detail.Value)}</td></tr></table>

        """;

    private string NameOf(LetterDetail detail) => detail.Address is null
        ? Safe(detail.Name)
        : $"""<a href="{Encoder.Encode(detail.Address.AbsoluteUri)}" class="accent" style="color:{Accent.Light};">{Safe(detail.Name)}</a>""";

    private static string Safe(string text) => Encoder.Encode(OneLine.Of(text));
}

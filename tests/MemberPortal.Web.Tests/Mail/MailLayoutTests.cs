using System.Globalization;
using AngleSharp.Html.Parser;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Mail;

public sealed class MailLayoutTests(MailStand stand) : IClassFixture<MailStand>
{
    private static readonly Letter Full = MailStand.LetterTo("kari@example.org") with
    {
        Subject = "Faktura 2026-00042: Årsavgift",
        Over = "Årsavgift & lisens",
        Under = "forfaller fredag 27. november",
        Paragraphs = ["Hei Kari.", "Betal når du vil."],
        Button = new("Se og betal fakturaen", new Uri("https://portal.example.org/invoices/2026-00042?a=1&b=2")),
        Details = [new("Kontonummer", "1234 56 78903"), new("KID", "0004 2260 0017 08")],
    };

    [Fact]
    public void Text_and_HTML_say_the_same()
    {
        var (text, html) = stand.Render(Full);
        var page = new HtmlParser().ParseDocument(html);
        var shown = page.QuerySelector("[role=article]")!.TextContent;

        string[] said =
        [
            Full.Over!, Full.Heading, Full.Under!, .. Full.Paragraphs, Full.Button!.Label,
            .. Full.Details.SelectMany(detail => new[] { detail.Name, detail.Value }),
            "Lillevik Skøyteklubb", "kasserer@example.org", "Du får denne e-posten fordi du har en konto hos Lillevik Skøyteklubb.",
        ];
        Assert.All(said, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.All(said, words => Assert.Contains(words, shown, StringComparison.Ordinal));
        Assert.Equal(Full.Heading, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal(Full.Button.Address.AbsoluteUri, page.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Contains(Full.Button.Address.AbsoluteUri, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Questions? Write to")]
    [InlineData("sv", "Frågor? Skriv till")]
    [InlineData("nb", "Spørsmål? Skriv til")]
    [InlineData("ru", "Вопросы? Пишите на")]
    [InlineData("fr", "Des questions\u00a0? Écrivez à")]
    public void A_mail_is_laid_out_in_its_readers_language(string language, string questions)
    {
        var before = CultureInfo.CurrentUICulture;

        var (text, html) = stand.Render(Full with { To = Full.To with { Language = language } });
        var page = new HtmlParser().ParseDocument(html);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(questions, text, StringComparison.Ordinal);
        Assert.Contains(questions, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</title></style><b>bold</b>")]
    [InlineData("&lt;b&gt; 'quoted' `tick`")]
    public void Hostile_text_is_text_everywhere(string hostile)
    {
        var (text, html) = stand.Render(Full with
        {
            Subject = hostile,
            Over = hostile,
            Heading = hostile,
            Under = hostile,
            Paragraphs = [hostile],
            Button = Full.Button! with { Label = hostile },
            Details = [new(hostile, hostile)],
        });
        var page = new HtmlParser().ParseDocument(html);

        Assert.Empty(page.QuerySelectorAll("script, img, b, [onerror]"));
        Assert.Equal(hostile, page.Title);
        Assert.Equal(8, page.QuerySelectorAll("h1, p, td, a, div").Count(e => e.ChildElementCount == 0 && e.TextContent == hostile));
        Assert.Contains(hostile, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_line_breaks_adds_no_line_to_the_text()
    {
        var (text, _) = stand.Render(Full with { Details = [new("Name", "Kari\r\nKID: 9999")] });

        Assert.Contains("Name: Kari KID: 9999\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_frame_links_open_the_whole_window()
    {
        var page = new HtmlParser().ParseDocument(MailLayout.InWholeWindow(stand.Render(Full).Html));

        Assert.Equal("_top", page.Head!.QuerySelector("base")!.GetAttribute("target"));
    }
}

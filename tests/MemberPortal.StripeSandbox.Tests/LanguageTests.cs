using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed partial class LanguageTests
{
    private static readonly string Project = Path.Combine(RepositoryRoot(), "src", "MemberPortal.StripeSandbox");

    [Theory]
    [InlineData("en", "Pay NOK\u00a01,200.00")]
    [InlineData("sv", "Betala 1\u00a0200,00\u00a0NOK")]
    [InlineData("nb", "Betal 1\u00a0200,00\u00a0kr")]
    [InlineData("ru", "Оплатить 1\u00a0200,00\u00a0NOK")]
    [InlineData("fr", "Payer 1\u202f200,00\u00a0NOK")]
    public async Task The_page_speaks_the_language_of_the_session(string locale, string button)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("locale", locale));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null, language: "de");

        Assert.Contains($"<html lang=\"{locale}\">", page.Body, StringComparison.Ordinal);
        Assert.Contains($"<button type=\"submit\">{button}</button>", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "nn-NO, en;q=0.8", "nb")]
    [InlineData("auto", "de, ru;q=0.8, en;q=0.9", "en")]
    [InlineData("auto", "de, ru;q=0.8", "ru")]
    [InlineData("auto", "de", "en")]
    [InlineData("fr-CA", "sv", "fr")]
    [InlineData("de", "sv", "en")]
    public async Task The_browser_decides_where_the_session_does_not(string locale, string browser, string language)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("locale", locale));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null, language: browser);

        Assert.Contains($"<html lang=\"{language}\">", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_that_was_picked_is_kept_until_the_person_leaves()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("locale", "en"));
        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}?language=ru", key: null);

        var asked = await sandbox.SendFormAsync($"/c/pay/{checkout.Id}?method=card&language=ru",
            ("email", "kari@example.org"), ("number", "4000002760003184"), ("expiry", "12/30"), ("cvc", "123"), ("name", "Kari"));
        var refused = await sandbox.SendFormAsync(asked.Location!, ("answer", "refuse"));
        var again = await sandbox.GetAsync(refused.Location!, key: null);

        Assert.Contains("<html lang=\"ru\">", page.Body, StringComparison.Ordinal);
        Assert.Contains("action=\"?method=card&amp;language=ru\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ru\">", again.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isk", 120000, "ISK\u00a01,200")]
    [InlineData("jpy", 1200, "JPY\u00a01,200")]
    [InlineData("kwd", 1200, "KWD\u00a01.200")]
    [InlineData("eur", 120000, "€1,200.00")]
    public async Task An_amount_has_the_decimals_of_its_currency(string currency, long amount, string shown)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.PostAsync("/v1/checkout/sessions",
            ("mode", "payment"), ("success_url", "https://portal.example.org/"), ("locale", "en"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", currency), ("line_items[0][price_data][unit_amount]", $"{amount}"),
            ("line_items[0][price_data][product_data][name]", "Fee"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        Assert.Contains($"<span class=\"amount\">{shown}</span>", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("nb")]
    [InlineData("ru")]
    [InlineData("fr")]
    public void A_translation_has_the_same_texts_with_the_same_places_as_English(string language)
    {
        Assert.Equal(Shape("Texts.resx"), Shape($"Texts.{language}.resx"));
        Assert.All(Texts($"Texts.{language}.resx"), text => Assert.False(string.IsNullOrWhiteSpace(text.Value)));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var source = string.Concat(Directory.EnumerateFiles(Project, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Select(File.ReadAllText));

        // A notice is asked for by the first half of its keys.
        var unused = Texts("Texts.resx").Keys.Where(key =>
            !source.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !(key.Split('.') is [var what, "Title" or "Text"] && source.Contains($"Notice(\"{what}\"", StringComparison.Ordinal)));

        Assert.Empty(unused);
    }

    private static IEnumerable<string> Shape(string file) =>
        from text in Texts(file)
        orderby text.Key
        select $"{text.Key} {string.Join(' ', Place().Matches(text.Value).Select(m => m.Value).Order())}";

    private static Dictionary<string, string> Texts(string file) => XDocument.Load(Path.Combine(Project, "Localization", file))
        .Descendants("data")
        .ToDictionary(text => (string)text.Attribute("name")!, text => (string)text.Element("value")!);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemberPortal.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}

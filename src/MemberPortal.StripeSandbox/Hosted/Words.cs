using System.Globalization;
using System.Resources;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>The texts of the pages in one language (public as the parameters of components must be). Session locales we have no words for are read in English.</summary>
public sealed class Words(string language)
{
    private static readonly string[] Languages = ["en", "sv", "nb", "ru", "fr"];
    private static readonly ResourceManager Texts = new("MemberPortal.StripeSandbox.Localization.Texts", typeof(Words).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    public string this[string key] => Texts.GetString(key, _culture) ?? throw new MissingManifestResourceException(key);

    public string this[string key, params object?[] values] => string.Format(_culture, this[key], values);

    public string Amount(long amount, string currency) => AmountText.Of(amount, currency, _culture);

    /// <summary>By the session's locale, or by what the browser prefers when that is <c>auto</c> or not given.</summary>
    public static Words For(string? locale, HttpRequest request)
    {
        if (locale is not (null or "auto"))
            return new Words(Known(locale) ?? "en");

        var preferred = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Known(l.Value.ToString()))
            .FirstOrDefault(l => l is not null);
        return new Words(preferred ?? "en");
    }

    private static string? Known(string locale) => locale.Split('-')[0].ToLowerInvariant() switch
    {
        "no" or "nn" => "nb",
        var language when Languages.Contains(language) => language,
        _ => null,
    };
}

using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.WebUtilities;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>The texts of the pages in one language (public as the parameters of components must be). Locales we have no words for are read in English.</summary>
public sealed class Words
{
    private const string Parameter = "language";
    private static readonly ResourceManager Texts = new("MemberPortal.StripeSandbox.Localization.Texts", typeof(Words).Assembly);

    private readonly CultureInfo _culture;
    private readonly IQueryCollection _query;
    private readonly bool _isChosen;

    private Words(string language, IQueryCollection query, bool isChosen = false)
    {
        Language = language;
        _culture = CultureInfo.GetCultureInfo(language);
        _query = query;
        _isChosen = isChosen;
    }

    /// <summary>Each by the name it has for itself.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } =
        [("en", "English"), ("sv", "Svenska"), ("nb", "Norsk"), ("ru", "Русский"), ("fr", "Français")];

    public string Language { get; }

    public string this[string key] => Texts.GetString(key, _culture) ?? throw new MissingManifestResourceException(key);

    public string this[string key, params object?[] values] => string.Format(_culture, this[key], values);

    public string Amount(long amount, string currency) => AmountText.Of(amount, currency, _culture);

    /// <summary>The page as it is, in another language.</summary>
    public string SamePageIn(string language) => QueryHelpers.AddQueryString(
        "", _query.Where(q => q.Key != Parameter).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value))
            .Append(KeyValuePair.Create(Parameter, (string?)language)));

    /// <summary>A page of ours, in the language that the person picked.</summary>
    public string Keep(string url) =>
        _isChosen && (url.StartsWith('/') || url.StartsWith('?')) ? QueryHelpers.AddQueryString(url, Parameter, Language) : url;

    /// <summary>By what the person picked, by the <paramref name="locales"/> of session or customer, first of them that is not <c>auto</c>, or by what the browser prefers.</summary>
    public static Words For(IEnumerable<string?> locales, HttpRequest request)
    {
        if (request.Query[Parameter].ToString() is { Length: > 0 } picked && Known(picked) is { } chosen)
            return new Words(chosen, request.Query, isChosen: true);
        if (locales.FirstOrDefault(locale => locale is not (null or "auto")) is { } told)
            return new Words(Known(told) ?? "en", request.Query);

        var preferred = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Known(l.Value.ToString()))
            .FirstOrDefault(l => l is not null);
        return new Words(preferred ?? "en", request.Query);
    }

    private static string? Known(string locale) => locale.Split('-')[0].ToLowerInvariant() switch
    {
        "no" or "nn" => "nb",
        var language when Languages.Any(l => l.Code == language) => language,
        _ => null,
    };
}

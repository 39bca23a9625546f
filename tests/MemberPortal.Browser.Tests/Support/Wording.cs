using System.Globalization;
using System.Resources;
using MemberPortal.StripeSandbox.Hosted;
using MemberPortal.Web.Localization;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>The words of one language by their keys: those of the pages, of the mails and of the provider.</summary>
internal sealed class Wording(string language)
{
    private static readonly ResourceManager Pages = new(typeof(Texts));
    private static readonly ResourceManager Mails = new(typeof(MailTexts));

    private static readonly ResourceManager Provider = new("MemberPortal.StripeSandbox.Localization.Texts", typeof(Words).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language);

    public string this[string key, params object[] values] => Of(Pages, key, values);

    public string OfMail(string key, params object[] values) => Of(Mails, key, values);

    public string OfProvider(string key) => Of(Provider, key, []);

    /// <summary>The words before the first gap: "Pay " of "Pay {0}".</summary>
    public string Start(string key) => Of(Pages, key, []).Split('{')[0];

    public string StartOfProvider(string key) => OfProvider(key).Split('{')[0];

    private string Of(ResourceManager texts, string key, object[] values)
    {
        var text = texts.GetString(key, _culture) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(_culture, text, values);
    }
}

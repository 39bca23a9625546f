using System.Xml.Linq;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Localization;

/// <summary>A set of words in its five languages, as it lies in the repository.</summary>
internal sealed class Resx
{
    public static readonly string[] Languages = ["en", "sv", "nb", "ru", "fr"];

    public static readonly Resx Pages = new("src/MemberPortal.Web/Localization/Texts");
    public static readonly Resx Mails = new("src/MemberPortal.Web/Localization/MailTexts");
    public static readonly Resx Sandbox = new("src/MemberPortal.StripeSandbox/Localization/Texts");

    private readonly Dictionary<string, Dictionary<string, string>> _words;

    private Resx(string path)
    {
        _words = Languages.ToDictionary(language => language, language => Read(Repository.File($"{path}{(language == "en" ? "" : $".{language}")}.resx")));
    }

    /// <summary>Of the English words, which every language follows.</summary>
    public IReadOnlyCollection<string> Keys => _words["en"].Keys;

    public IReadOnlyDictionary<string, string> In(string language) => _words[language];

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")!.Value);
}

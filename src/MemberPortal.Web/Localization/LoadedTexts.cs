using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Localization;

/// <summary>
/// The words of one resource, each language read once. A page looks up some fifty of them; the framework's localizer builds
/// a cache key and takes a lock for every one.
/// </summary>
internal sealed class LoadedTexts(Type resource) : IStringLocalizer
{
    private readonly ResourceManager _resources = new(resource.FullName!, resource.Assembly);
    private readonly ConcurrentDictionary<CultureInfo, FrozenDictionary<string, string>> _languages = new();

    public LocalizedString this[string name] =>
        Current.TryGetValue(name, out var text) ? new(name, text) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] => Current.TryGetValue(name, out var text)
        ? new(name, string.Format(CultureInfo.CurrentCulture, text, arguments))
        : new(name, name, resourceNotFound: true);

    private FrozenDictionary<string, string> Current =>
        _languages.GetOrAdd(CultureInfo.CurrentUICulture, static (culture, resources) => Load(culture, resources), _resources);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        Current.Select(text => new LocalizedString(text.Key, text.Value));

    private static FrozenDictionary<string, string> Load(CultureInfo culture, ResourceManager resources)
    {
        var texts = new Dictionary<string, string>();
        var lineage = new Stack<CultureInfo>([culture]);
        while (lineage.Peek() != CultureInfo.InvariantCulture)
            lineage.Push(lineage.Peek().Parent);

        foreach (var ancestor in lineage)
        {
            if (resources.GetResourceSet(ancestor, createIfNotExists: true, tryParents: false) is not { } set)
                continue;

            foreach (System.Collections.DictionaryEntry text in set)
                texts[(string)text.Key] = (string)text.Value!;
        }

        return texts.ToFrozenDictionary();
    }

    /// <summary>What the framework asks for localizers.</summary>
    internal sealed class Factory : IStringLocalizerFactory
    {
        private readonly ConcurrentDictionary<Type, LoadedTexts> _resources = new();

        public IStringLocalizer Create(Type resourceSource) => _resources.GetOrAdd(resourceSource, resource => new LoadedTexts(resource));

        public IStringLocalizer Create(string baseName, string location) =>
            throw new NotSupportedException("Resources are named by a type.");
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MemberPortal.Web.Features.Shared;

/// <summary>The site's own files as pages name them: with their version, so that a browser may keep them for good.</summary>
public sealed class SiteFiles
{
    private readonly ConcurrentDictionary<string, string> _addresses = new();
    private readonly Func<string, string> _withVersion;

    /// <summary>Made by the container.</summary>
    public SiteFiles(IFileVersionProvider versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        _withVersion = path => versions.AddFileVersionToPath("", path);
    }

    /// <summary>The address of the file at this path of the web root.</summary>
    public string this[string path] => _addresses.GetOrAdd(path, _withVersion);
}

using Microsoft.AspNetCore.Html;

namespace MemberPortal.Web.Features.Shared;

/// <summary>The drawings of img/icons.svg, by name; beside words, so hidden from those who listen.</summary>
public sealed class Icons
{
    private readonly string _sprite;

    /// <summary>Made by the container.</summary>
    public Icons(SiteFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _sprite = files["/img/icons.svg"];
    }

    /// <summary>Refuses nothing: an unknown name draws nothing.</summary>
    public IHtmlContent Html(string name, string? tone = null) => new HtmlString(tone is null
        ? $"<svg aria-hidden=\"true\"><use href=\"{_sprite}#{name}\"/></svg>"
        : $"<svg aria-hidden=\"true\" class=\"{tone}\"><use href=\"{_sprite}#{name}\"/></svg>");
}

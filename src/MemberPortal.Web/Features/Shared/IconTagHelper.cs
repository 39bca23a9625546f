using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MemberPortal.Web.Features.Shared;

/// <summary><c>&lt;icon name="home" /&gt;</c>: a drawing of the sprite.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(Icons icons) : TagHelper
{
    /// <summary>Its id in img/icons.svg.</summary>
    public string Name { get; set; } = "";

    /// <summary>good, info, warn, bad or muted, where the drawing stands for a page; none beside words.</summary>
    public string? Tone { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(icons.Html(Name, Tone));
    }
}

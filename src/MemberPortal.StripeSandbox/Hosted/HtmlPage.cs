using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>
/// Answers with a component rendered to HTML, without any script. Components instead of Razor pages, because the portal
/// would take pages of a referenced assembly for its own.
/// </summary>
internal sealed class HtmlPage<TComponent>(int status, Dictionary<string, object?> parameters) : IResult
    where TComponent : IComponent
{
    /// <summary>Where a form on the page may lead besides here: chromium holds redirects after a POST to it as well.</summary>
    public string? FormLeadsTo { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" +
            (FormLeadsTo is null ? "" : " " + new Uri(FormLeadsTo).GetLeftPart(UriPartial.Authority));
        await response.WriteAsync(html, httpContext.RequestAborted);
    }
}

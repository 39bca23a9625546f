using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// Cookies follow the portal's address (4-architecture.md, "Cookies"): over https they are Secure and host-bound by name.
/// Lax, since Strict would sign a member out on the way back from the provider.
/// </summary>
internal sealed class PortalCookies(IOptions<PortalOptions> portal)
{
    private bool IsSecure => portal.Value.PublicUrl?.Scheme == Uri.UriSchemeHttps;

    public string NameOf(string cookie) => IsSecure ? $"__Host-{cookie}" : cookie;

    public void Shape(CookieBuilder cookie, string name)
    {
        cookie.Name = NameOf(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }
}

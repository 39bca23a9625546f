using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>Headers on every answer, errors and static files included (5-quality.md, Security).</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app, bool isDemo)
    {
        // A browser applies form-action to the redirect after a POST, so the provider's page is named; nothing else is.
        var provider = app.Services.GetRequiredService<IOptions<StripeOptions>>().Value.CheckoutOrigin.GetLeftPart(UriPartial.Authority);
        var policy = string.Join("; ",
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            isDemo ? "frame-src 'self'" : "frame-src 'none'",
            $"form-action 'self' {provider}",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'");

        Dictionary<string, string> headers = new()
        {
            ["Content-Security-Policy"] = policy,
            ["X-Content-Type-Options"] = "nosniff",
            ["X-Frame-Options"] = "DENY",
            ["Referrer-Policy"] = "same-origin",
            ["Cross-Origin-Opener-Policy"] = "same-origin",
            ["Cross-Origin-Resource-Policy"] = "same-origin",
            ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            ["Cache-Control"] = "no-store",
        };
        if (!isDemo)
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains";

        app.Use((context, next) =>
        {
            // At the last moment: an error page begins by clearing what was set before it. What an answer says for itself stays.
            context.Response.OnStarting(() =>
            {
                foreach (var (name, value) in headers)
                    context.Response.Headers.TryAdd(name, value);

                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}

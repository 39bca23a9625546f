using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>Headers on every answer, errors and static files included (5-quality.md, Security).</summary>
internal static class SecurityHeaders
{
    private const string NoFrame = "frame-src 'none'";

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
            NoFrame,
            $"form-action 'self' {provider}",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'");

        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers.CacheControl = "no-cache, no-store";
            if (!isDemo)
                headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";

            return next(context);
        });
    }

    /// <summary>This page shows another of ours in a frame: a mail.</summary>
    public static void AllowFrame(this HttpResponse response) => response.Headers.ContentSecurityPolicy =
        response.Headers.ContentSecurityPolicy.ToString().Replace(NoFrame, "frame-src 'self'", StringComparison.Ordinal);
}

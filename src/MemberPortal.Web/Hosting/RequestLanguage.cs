using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// The language of an answer: the account's; else the one just asked for, the one asked for before, the best the browser
/// wishes, the organisation's. Runs after authentication, and again for an error page.
/// </summary>
internal static class RequestLanguage
{
    public const string CookieName = "language";
    private const string Parameter = "language";

    public static void UseRequestLanguage(this WebApplication app)
    {
        var cookies = app.Services.GetRequiredService<PortalCookies>();
        var fallback = Language.Of(app.Services.GetRequiredService<IOptions<OrganisationOptions>>().Value.Language);

        app.Use(async (context, next) =>
        {
            var asked = Language.Find(context.Request.Query[Parameter]);
            if (asked is not null)
                Remember(context, asked);

            var language = Language.Find(context.User.Language())
                ?? asked
                ?? Language.Find(context.Request.Cookies[cookies.NameOf(CookieName)])
                ?? WishOf(context.Request)
                ?? fallback;

            context.Response.Headers.ContentLanguage = language.Code;
            context.Response.Headers.Vary = "Accept-Language, Cookie";
            using (language.Use())
                await next(context);
        });
    }

    public static void Remember(HttpContext context, Language language)
    {
        var cookies = context.RequestServices.GetRequiredService<PortalCookies>();
        var cookie = new CookieBuilder { MaxAge = TimeSpan.FromDays(365) };
        cookies.Shape(cookie, CookieName);
        context.Response.Cookies.Append(cookie.Name!, language.Code, cookie.Build(context));
    }

    private static Language? WishOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(wish => wish.Quality is not 0)
        .OrderByDescending(wish => wish.Quality ?? 1)
        .Select(wish => Language.Find(wish.Value.Value))
        .FirstOrDefault(language => language is not null);
}

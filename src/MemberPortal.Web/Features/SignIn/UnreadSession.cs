using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Diagnostics;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>The database could not say whose a session is. The request fails; its error page is shown as to a visitor.</summary>
internal sealed record UnreadSession(Exception Cause)
{
    /// <summary>Comes right after authentication.</summary>
    public static Task StopAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<UnreadSession>() is { } unread && context.Features.Get<IExceptionHandlerFeature>() is null)
            ExceptionDispatchInfo.Throw(unread.Cause);

        return next(context);
    }
}

using System.Diagnostics;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using Microsoft.AspNetCore.Diagnostics;

namespace MemberPortal.Web.Hosting;

/// <summary>Every error becomes a page of ours, in the visitor's language, and one log line with the same correlation id.</summary>
internal static class Failures
{
    public const string PagePath = "/error";

    /// <summary>When to try again what could not be done just now.</summary>
    public const string RetryAfterSeconds = "10";

    public static void AddFailures(this IServiceCollection services) => services.AddExceptionHandler<LogFailure>();

    public static void UseFailures(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = PagePath,
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePagesWithReExecute(PagePath);
    }

    /// <summary>Whether what failed may well go right in a while; nothing was changed.</summary>
    public static bool Passes(Exception failure) =>
        failure is TooManyPasswordsException || StorageUnavailableException.From(failure) is not null;

    public static void Log(HttpContext context, Exception failure) => context.RequestServices.GetRequiredService<ILogger<LogFailure>>()
        .LogError(failure, "Request {CorrelationId} failed", CorrelationIdOf(context));

    public static string CorrelationIdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when Passes(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private sealed class LogFailure : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            Log(httpContext, exception);
            return ValueTask.FromResult(false);
        }
    }
}

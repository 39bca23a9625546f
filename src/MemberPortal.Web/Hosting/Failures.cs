using System.Diagnostics;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace MemberPortal.Web.Hosting;

/// <summary>Every error becomes a page of ours, in the visitor's language, and one log line with the same correlation id.</summary>
internal static class Failures
{
    public const string PagePath = "/error";

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

    public static string CorrelationIdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when StorageUnavailableException.From(failure) is not null => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private sealed class LogFailure(ILogger<LogFailure> log) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            log.LogError(exception, "Request {CorrelationId} failed", CorrelationIdOf(httpContext));
            return ValueTask.FromResult(false);
        }
    }
}

using MemberPortal.Web.Data;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>The one clear line for a portal that cannot start.</summary>
internal static class StartRefusal
{
    /// <returns>Null for a failure that is ours and deserves its stack trace.</returns>
    public static string? ReasonOf(Exception failure) => failure switch
    {
        StartRefusedException refused => refused.Message,
        OptionsValidationException invalid => $"The settings are not complete: {string.Join(" ", invalid.Failures)}",
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            string.Join(" ", several.InnerExceptions.Select(ReasonOf)),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => unreadable.Message,
        IOException or UnauthorizedAccessException => failure.Message,   // a busy port, a folder that is none or not ours
        _ => null,
    };
}

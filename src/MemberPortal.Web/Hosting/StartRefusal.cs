using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Connections;
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
        IOException { InnerException: AddressInUseException } busy => busy.Message,
        _ => null,
    };
}

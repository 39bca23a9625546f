using Microsoft.Extensions.Configuration.Memory;

namespace MemberPortal.Web.Hosting;

/// <summary>What holds where nothing is set. It lies below every other source of settings.</summary>
internal static class Defaults
{
    public static void AddTo(ConfigurationManager configuration) => Add(configuration, new()
    {
        ["urls"] = "http://localhost:5080",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",   // keys lie in the database beside what they protect
        ["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "Error",   // warns of our own stricter no-store
        ["Logging:LogLevel:Quartz"] = "Warning",
    });

    public static void Add(ConfigurationManager configuration, Dictionary<string, string?> settings) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
}

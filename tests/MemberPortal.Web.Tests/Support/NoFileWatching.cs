using System.Runtime.CompilerServices;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Many portals start side by side, and a machine has few watchers of files to give: the tests change no settings file.</summary>
internal static class NoFileWatching
{
    [ModuleInitializer]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }
}

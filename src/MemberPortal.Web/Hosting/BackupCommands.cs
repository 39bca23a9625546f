using System.Globalization;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Hosting;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: what the program does instead of answering, for whoever runs the machine.</summary>
internal static class BackupCommands
{
    /// <summary>The copy is made and its books do not hold: what calls us by night shall notice.</summary>
    private const int MadeWithDifferences = 2;

    public static bool Are(string[] args) => args is ["backup" or "restore", ..];

    /// <summary>Without the command and its file: a path from the root would be read as a setting, with what follows it as its value.</summary>
    public static string[] SettingsOf(string[] args) => args[Math.Min(args.Length, 2)..];

    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">In one line, why nothing was done.</exception>
    public static async Task<int> RunAsync(string[] args, PortalFile file, TimeProvider clock, TextWriter output)
    {
        if (args.ElementAtOrDefault(1) is not { Length: > 0 } path || path.StartsWith("--", StringComparison.Ordinal))
            throw new StartRefusedException($"{args[0]} is followed by a file.", null);

        path = Path.GetFullPath(path);
        return args[0] == "backup" ? await BackUpAsync(path, file, clock, output) : await RestoreAsync(path, file, clock, output);
    }

    private static async Task<int> BackUpAsync(string path, PortalFile file, TimeProvider clock, TextWriter output)
    {
        var differences = await new BackUpDatabase(file, clock).RunAsync(path, default);
        var size = new FileInfo(path).Length.ToString("N0", CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"{file.Path} is backed up in {path}, {size} bytes; {differences.Count} differences in the books.");
        foreach (var difference in differences)
            await output.WriteLineAsync($"{difference.Invariant}: {difference.About}, expected {difference.Expected}, found {difference.Found}");

        return differences.Count == 0 ? 0 : MadeWithDifferences;
    }

    private static async Task<int> RestoreAsync(string path, PortalFile file, TimeProvider clock, TextWriter output)
    {
        var kept = await new RestoreDatabase(file, clock).RunAsync(path, default);
        await output.WriteLineAsync($"{file.Path} is {path} again{(kept is null ? "" : $"; what was there is kept in {kept}")}.");
        return 0;
    }
}

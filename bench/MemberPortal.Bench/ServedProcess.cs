using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MemberPortal.Bench;

/// <summary>A web site in a process of its own, on a port that it chose and printed.</summary>
internal sealed partial class ServedProcess : IDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>CPU time it has used, which a busy neighbour lengthens less than the hands of a clock.</summary>
    public TimeSpan Cpu => Fresh.TotalProcessorTime;

    public long ResidentBytes => Fresh.WorkingSet64;

    private Process Fresh
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <summary>The portal as an operator starts it: demo mode, without its schedule, logging warnings.</summary>
    public static Task<ServedProcess> PortalAsync(string folder, bool hasData) => StartAsync("MemberPortal.Web", PortalArgs(folder, hasData));

    /// <summary>The same portal, with <see cref="ProviderClock"/>.</summary>
    public static Task<ServedProcess> PortalWithWaitsAsync(string folder) =>
        StartAsync("MemberPortal.Bench", [ProviderClock.Command, .. PortalArgs(folder, hasData: false)]);

    public static Task<ServedProcess> BareAsync(string folder) => StartAsync("MemberPortal.Bench", BareSite.Command, folder);

    public static Task<ServedProcess> BareKeepingAsync(string folder) => StartAsync("MemberPortal.Bench", BareSite.KeepingCommand, folder);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string[] PortalArgs(string folder, bool hasData) =>
    [
        "--urls", "http://127.0.0.1:0",
        "--Storage:Folder", folder,
        "--Demo:SandboxPort", "0",
        "--Demo:HasData", hasData.ToString(CultureInfo.InvariantCulture),
        "--Portal:RunsSchedule", "False",
        "--Stripe:WebhookSecrets:1", StripeReport.Secret,
        "--Logging:LogLevel:Default", "Warning",
    ];

    private static async Task<ServedProcess> StartAsync(string program, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), args)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (PrintedAddress().Match(line) is { Success: true } address)
            {
                _ = process.StandardOutput.ReadToEndAsync();   // or a full pipe would hold the process up
                return new ServedProcess(process, new Uri(address.Value));
            }
        }

        process.Dispose();
        throw new InvalidOperationException($"{program} ended before it listened.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex PrintedAddress();
}

using System.Diagnostics;
using System.Globalization;
using MemberPortal.Web.Tests.Jobs;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>The portal as a process of its own on loopback, with one fail point or none, on the file of a <see cref="NodesPortal"/>.</summary>
internal sealed class LivePortal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private LivePortal(Process process, Uri address, TimeSpan took)
    {
        (_process, Took) = (process, took);
        Browser = new LoopbackBrowser(address);
    }

    public LoopbackBrowser Browser { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan Took { get; }

    public static Task<LivePortal> StartAsync(NodesPortal portal, string? failPoint = null) =>
        StartAsync(portal.Clock.GetUtcNow(), portal.Settings, failPoint);

    public static async Task<LivePortal> StartAsync(DateTimeOffset now, Dictionary<string, string?> settings, string? failPoint = null)
    {
        var since = Stopwatch.GetTimestamp();
        var process = Run(now, settings, failPoint);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.StartsWith(NodeProcess.Ready, line, StringComparison.Ordinal);
            var live = new LivePortal(process, new Uri(line![(NodeProcess.Ready.Length + 1)..]), Stopwatch.GetElapsedTime(since));
            Assert.Equal(System.Net.HttpStatusCode.OK, (await live.Browser.GetAsync("/health/live")).Status);
            return live;
        }
        catch
        {
            process.Kill();   // or it would go on in a folder that is gone
            throw;
        }
    }

    /// <summary>A start that comes to the fail point before it answers.</summary>
    public static async Task DieAtStartAsync(DateTimeOffset now, Dictionary<string, string?> settings, string failPoint)
    {
        using var process = Run(now, settings, failPoint);
        try
        {
            Assert.Null(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(128 + 9, process.ExitCode);   // by SIGKILL, and not of a failure
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Some seconds pass, and every job has its turn.</summary>
    public async Task PassAsync(int seconds)
    {
        await _process.StandardInput.WriteLineAsync(seconds.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
        if (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is null)
            throw new HttpRequestException("The portal has died.");
    }

    /// <summary>Does what may lead to the fail point. What people tried there is cut short.</summary>
    /// <returns>Whether it led there.</returns>
    public async Task<bool> DiesOfAsync(Func<LivePortal, Task> act)
    {
        try
        {
            await act(this);
            return false;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);   // whoever asked was answered by nobody
            return true;
        }
    }

    public void Dispose()
    {
        Browser.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Run(DateTimeOffset now, Dictionary<string, string?> settings, string? failPoint) => Process.Start(
        new ProcessStartInfo(
            "dotnet",
            [typeof(LivePortal).Assembly.Location, "serve", now.ToString("O"), .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "MemberPortal.FailPoints", ["FAILPOINT"] = failPoint },
        })!;
}

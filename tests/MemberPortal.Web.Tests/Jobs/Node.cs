using System.Diagnostics;
using System.Globalization;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>A process of the portal beside the test, on the same file: <see cref="NodeProcess"/>.</summary>
internal sealed class Node : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private Node(Process process) => _process = process;

    /// <summary>Waits with the job until <see cref="GoAsync"/>.</summary>
    /// <param name="portal">Whose file and provider it shares.</param>
    /// <param name="job">By name.</param>
    /// <param name="diesAt">The step at which it is killed; 0 for never.</param>
    public static async Task<Node> StartAsync(NodesPortal portal, string job, int diesAt = 0)
    {
        var settings = portal.Settings.Select(setting => $"--{setting.Key}={setting.Value}");
        var node = new Node(Start([], ["run", job, portal.Clock.GetUtcNow().ToString("O"), diesAt.ToString(CultureInfo.InvariantCulture), .. settings]));
        var line = await node._process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (line == NodeProcess.Ready)
            return node;

        throw new InvalidOperationException($"The node did not start: {line} {await node._process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>What a process in another time zone than ours prints.</summary>
    public static async Task<IReadOnlyList<string>> PrintAsync(string serverZone, params string[] args)
    {
        using var process = Start(new() { ["TZ"] = serverZone }, args);
        var lines = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs the job to its end.</summary>
    /// <returns>How many steps it took.</returns>
    public async Task<int> RunAsync()
    {
        var line = await GoAsync();
        Assert.NotNull(line);
        Assert.StartsWith($"{NodeProcess.Ran} Succeeded", line, StringComparison.Ordinal);
        return int.Parse(line.Split(' ')[3], CultureInfo.InvariantCulture);
    }

    /// <summary>Lets it run into its death.</summary>
    public async Task DieAsync() => Assert.Null(await GoAsync());

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <returns>Null for a process that ended before its job did.</returns>
    private async Task<string?> GoAsync()
    {
        await _process.StandardInput.WriteLineAsync("go");
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return line;
    }

    private static Process Start(Dictionary<string, string> environment, string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Node).Assembly.Location);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }
}

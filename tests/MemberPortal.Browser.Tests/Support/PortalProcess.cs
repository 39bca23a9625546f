using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// The portal as people meet it: a process of its own on free ports and real files, the provider's stand-in in it, and a
/// chromium to look at both. All of it is gone when the tests are.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public abstract partial class PortalProcess : IAsyncLifetime
{
    private static readonly TimeSpan PatienceWithTheStart = TimeSpan.FromMinutes(2);

    /// <summary>Milliseconds. Nothing waits so long but what fails: the tests share a machine with each other.</summary>
    private const int PatienceWithAPage = 30_000;

    private protected static readonly TimeProvider Clock = new WallClock();

    private readonly string _zone = TenOClock.Zone(Now);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Uri Address { get; private set; } = null!;
    internal ProviderStand Provider { get; private set; } = null!;

    private protected static DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("memberportal-browser-").FullName;

    /// <summary>Settings beside those of every run, as on a command line.</summary>
    private protected virtual IEnumerable<string> Settings => [];

    public virtual async Task InitializeAsync()
    {
        await Task.WhenAll(StartPortalAsync(), StartChromiumAsync());
    }

    public virtual async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        Provider?.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);

        // Whatever the pages showed: what went wrong inside is a failure too.
        Assert.DoesNotContain(_output, line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
    }

    /// <summary>A phone in somebody's hand, 390 × 844, with cookies of its own.</summary>
    internal Task<Phone> PhoneAsync(string language, bool scripts = true) => OpenAsync(language, new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        IsMobile = true,
        HasTouch = true,
        JavaScriptEnabled = scripts,
    });

    internal async Task<Phone> OpenAsync(string language, BrowserNewContextOptions options)
    {
        options.BaseURL = Address.AbsoluteUri;
        options.Locale = language;
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceWithAPage);
        return new Phone(await context.NewPageAsync(), language);
    }

    private async Task StartPortalAsync()
    {
        _process.StartInfo = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "MemberPortal.Web"))
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in CommonSettings.Concat(Settings))
            _process.StartInfo.ArgumentList.Add(setting);

        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _started.Task.WaitAsync(PatienceWithTheStart);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The portal did not start:\n{string.Join('\n', _output)}");
        }

        Address = Announced("MemberPortal");
        Provider = new ProviderStand(Announced("Stripe sandbox"));
    }

    private protected string[] CommonSettings =>
    [
        "--urls=http://127.0.0.1:0",
        $"--Storage:Folder={Folder}",
        "--Demo:SandboxPort=0",
        $"--Organisation:TimeZone={_zone}",
    ];

    /// <summary>Debian's chromium, driven by what the package brings. Nothing is downloaded.</summary>
    private async Task StartChromiumAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceWithAPage);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            // A sandboxed frame in a process of its own is drawn at one pixel a pixel, so the mail would be blurred in pictures.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-features=IsolateSandboxedIframes"],
        });
    }

    /// <summary>The announcement ends with the last of the accounts; a process that ends before says why.</summary>
    private void Heard(string? line)
    {
        if (line is null)
        {
            _started.TrySetException(new InvalidOperationException($"The portal ended:\n{string.Join('\n', _output)}"));
            return;
        }

        _output.Enqueue(line);
        if (line.Contains("admin@example.org", StringComparison.Ordinal))
            _started.TrySetResult();
    }

    private Uri Announced(string name) => new(_output
        .Select(line => Announcement().Match(line))
        .First(match => match.Success && match.Groups["name"].Value == name)
        .Groups["address"].Value);

    /// <summary>As it comes it tells the machine's time, which only Program.cs may ask for by name.</summary>
    private sealed class WallClock : TimeProvider;

    [GeneratedRegex(@"^  (?<name>\w+( \w+)?) +(?<address>http://[^/]+/)")]
    private static partial Regex Announcement();
}

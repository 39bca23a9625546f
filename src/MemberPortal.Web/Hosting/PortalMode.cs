using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// Demo or production is one question: is there a key for the provider? The demo brings a provider of its own, settings
/// to start with, and a mailbox; production brings nothing and names what it misses (4-architecture.md, Decisions).
/// </summary>
internal sealed record PortalMode(bool IsDemo)
{
    private const string SandboxFile = "demo-stripe.jsonl";

    public static PortalMode Of(IConfiguration configuration) => new(string.IsNullOrWhiteSpace(configuration["Stripe:SecretKey"]));

    public static PortalFile FileOf(WebApplicationBuilder builder, PortalMode mode) => new(
        Path.GetFullPath(builder.Configuration["Storage:Folder"] ?? new StorageOptions().Folder, builder.Environment.ContentRootPath),
        mode.IsDemo);

    /// <summary>
    /// Starts the provider's stand-in, by the demo's clock, and tells the portal where it is. Whatever is set stays as it
    /// is set.
    /// </summary>
    public static async Task<DemoWorld> BringDemoAsync(
        ConfigurationManager configuration, string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        Defaults.Add(configuration, DemoSettings);
        var demo = configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() ?? new DemoOptions();
        var ourClock = new DemoClock(clock, demo.ClockAhead);
        DatabaseFiles.MakeFolder(folder);
        var sandbox = await RunningSandbox.StartAsync(
            new SandboxOptions
            {
                Url = new Uri($"http://localhost:{demo.SandboxPort}"),
                StoreFile = Path.Combine(folder, SandboxFile),
                BusinessName = configuration["Organisation:Name"],
            },
            ourClock,
            cancellationToken);

        configuration["Stripe:SecretKey"] = "sk_test_of_the_demo_alone";
        configuration["Stripe:WebhookSecrets:0"] = $"whsec_{Guid.NewGuid():N}";
        configuration["Stripe:ApiBase"] = sandbox.Address.AbsoluteUri;
        configuration["Stripe:CheckoutOrigin"] = sandbox.Address.AbsoluteUri;
        return new(ourClock, sandbox);
    }

    /// <summary>Throws the demo's database and payments away.</summary>
    /// <exception cref="StartRefusedException">The demo runs.</exception>
    public static void StartOver(PortalFile demo)
    {
        DatabaseFiles.MakeFolder(demo.Folder);
        using var hold = new DatabaseHold(demo);
        hold.TakeAlone();
        foreach (var file in new[] { demo.Path, $"{demo.Path}-wal", $"{demo.Path}-shm", Path.Combine(demo.Folder, SandboxFile) })
            File.Delete(file);
    }

    private static Dictionary<string, string?> DemoSettings => new()
    {
        ["Organisation:Name"] = "Lillevik Skøyteklubb",
        ["Organisation:TimeZone"] = "Europe/Oslo",
        ["Organisation:Currency"] = "NOK",
        ["Organisation:Language"] = "nb",
        ["Organisation:BankAccount"] = "1234 56 78903",
        ["Organisation:ContactEmail"] = "kasserer@lillevik.example.org",
        ["Mail:From"] = "kasserer@lillevik.example.org",
    };
}

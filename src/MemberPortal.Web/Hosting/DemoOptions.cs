using System.ComponentModel.DataAnnotations;

namespace MemberPortal.Web.Hosting;

/// <summary>Section "Demo" of the settings; it has no meaning once a key for the provider is set.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Where the provider's stand-in listens; 0 for any free port.</summary>
    [Range(0, 65535)]
    public int SandboxPort { get; init; } = 5081;

    /// <summary>Whether a new demo database is filled with members and their history.</summary>
    public bool HasData { get; init; } = true;

    /// <summary>How far the demo's clock is ahead of the machine's; its page moves it on.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan ClockAhead { get; init; }
}

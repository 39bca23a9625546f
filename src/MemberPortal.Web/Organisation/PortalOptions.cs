using System.ComponentModel.DataAnnotations;
using System.Net;

namespace MemberPortal.Web.Organisation;

/// <summary>Section "Portal" of the settings: where it is found.</summary>
internal sealed class PortalOptions : IValidatableObject
{
    public const string Section = "Portal";

    /// <summary>The address in every link that leaves the portal. Required, and https, in production.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Proxies whose forwarded headers are believed, one entry each, as addresses ("10.0.0.1") or networks ("10.0.0.0/8").
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>How long a write waits for its turn before the visitor is asked to try again, in seconds.</summary>
    [Range(1, 60)]
    public int WritePatienceSeconds { get; init; } = 10;

    /// <summary>Whether this process runs the schedule; off in tests, which run jobs by hand.</summary>
    public bool RunsSchedule { get; init; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KnownProxies.All(proxy => IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _)))
            yield return new("Portal:KnownProxies are addresses or networks, as 10.0.0.1 or 10.0.0.0/8.", [nameof(KnownProxies)]);
    }
}

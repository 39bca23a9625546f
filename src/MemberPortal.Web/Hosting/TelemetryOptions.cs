namespace MemberPortal.Web.Hosting;

/// <summary>Section "Telemetry" of the settings: who is told how the portal does.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>An OpenTelemetry collector that speaks OTLP over gRPC; nobody is told where it is not set.</summary>
    public Uri? OtlpEndpoint { get; init; }
}

using System.Text.Json.Serialization;

namespace MemberPortal.StripeSandbox.Control;

internal enum FaultKind
{
    /// <summary>Nothing runs; 500 is kept under the idempotency key, any other status is not.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>Runs after a delay.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,

    /// <summary>Nothing runs and the connection breaks.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>Runs, then the connection breaks before the answer.</summary>
    [JsonStringEnumMemberName("reset-after-success")]
    ResetAfterSuccess,

    /// <summary>Runs, then says nothing until the caller gives up.</summary>
    [JsonStringEnumMemberName("timeout-after-success")]
    TimeoutAfterSuccess,
}

using System.Text.Json.Serialization;

namespace MemberPortal.StripeSandbox.Control;

internal enum DeliveryMode
{
    [JsonStringEnumMemberName("deliver")]
    Deliver,

    [JsonStringEnumMemberName("hold")]
    Hold,
}

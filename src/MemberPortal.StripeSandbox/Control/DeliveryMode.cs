using System.Text.Json.Serialization;

namespace MemberPortal.StripeSandbox.Control;

internal enum DeliveryMode
{
    [JsonStringEnumMemberName("deliver")]
    Deliver,

    [JsonStringEnumMemberName("deliver-newest-first")]
    DeliverNewestFirst,

    [JsonStringEnumMemberName("deliver-twice")]
    DeliverTwice,

    [JsonStringEnumMemberName("hold")]
    Hold,
}

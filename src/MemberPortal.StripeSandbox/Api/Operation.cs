using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>What one endpoint does: reads its parameters, says <see cref="ApiCall.Begin"/>, then looks up and changes.</summary>
internal delegate JsonObject Operation(ApiCall call);

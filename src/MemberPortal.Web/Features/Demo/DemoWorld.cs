using MemberPortal.StripeSandbox;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What only the demo has: a clock that can be moved, and the provider's stand-in that goes by it.</summary>
internal sealed record DemoWorld(DemoClock Clock, RunningSandbox Provider);

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Api;

/// <summary><c>created[gte]=…</c> and its kin, or <c>created=…</c> exactly; in Unix seconds, both ends included.</summary>
internal sealed record CreatedRange(long From, long To)
{
    public static readonly CreatedRange Any = new(long.MinValue, long.MaxValue);

    public static CreatedRange Read(Parameters parameters)
    {
        if (!parameters.Has("created"))
            return Any;
        if (parameters.HasValue("created"))
            return new CreatedRange(parameters.RequiredInteger("created"), parameters.RequiredInteger("created"));

        var range = parameters.Group("created")!;
        return new CreatedRange(
            Math.Max(range.Integer("gte") ?? long.MinValue, range.Integer("gt") + 1 ?? long.MinValue),
            Math.Min(range.Integer("lte") ?? long.MaxValue, range.Integer("lt") - 1 ?? long.MaxValue));
    }

    public bool Contains(JsonObject item) => item.Number("created") is var at && at >= From && at <= To;
}

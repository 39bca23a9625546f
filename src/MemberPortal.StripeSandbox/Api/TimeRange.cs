namespace MemberPortal.StripeSandbox.Api;

/// <summary><c>created[gte]=…</c> and its kin, or <c>created=…</c> exactly; in Unix seconds, both ends included.</summary>
internal sealed record TimeRange(long From, long To)
{
    public static readonly TimeRange Any = new(long.MinValue, long.MaxValue);

    public static TimeRange Read(Parameters parameters, string name)
    {
        if (!parameters.Has(name))
            return Any;
        if (parameters.HasValue(name))
            return new TimeRange(parameters.RequiredInteger(name), parameters.RequiredInteger(name));

        var range = parameters.Group(name)!;
        return new TimeRange(
            Math.Max(range.Integer("gte") ?? long.MinValue, range.Integer("gt") + 1 ?? long.MinValue),
            Math.Min(range.Integer("lte") ?? long.MaxValue, range.Integer("lt") - 1 ?? long.MaxValue));
    }

    public bool Contains(long at) => at >= From && at <= To;
}

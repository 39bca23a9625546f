using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>The part of a list that was asked for, newest first (6-stripe.md, 9).</summary>
internal sealed record Page(int Limit, string? StartingAfter, string? EndingBefore, TimeRange Created)
{
    public static Page Read(Parameters parameters)
    {
        var limit = parameters.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeErrors.Invalid("Invalid limit: must be between 1 and 100", "limit", "parameter_invalid_integer");

        var (after, before) = (parameters.Filled("starting_after"), parameters.Filled("ending_before"));
        if (after is not null && before is not null)
            throw StripeErrors.Invalid("You can only provide one of: ending_before, starting_after.", "starting_after");

        return new Page((int)limit, after, before, TimeRange.Read(parameters, "created"));
    }

    /// <summary>The first page of a list that is part of another object.</summary>
    public static readonly Page First = new(10, null, null, TimeRange.Any);

    public JsonObject Of(Table table, string kind, string url, Func<JsonObject, bool>? filter = null)
    {
        RefuseUnknown(table, kind, StartingAfter, "starting_after");
        RefuseUnknown(table, kind, EndingBefore, "ending_before");
        return Of(table.NewestFirst().Where(item =>
            IsCursor(item) || (Created.Contains(item.Number("created")) && (filter is null || filter(item)))), url);
    }

    /// <summary>The page of <paramref name="all"/>, which holds the cursor if there is one.</summary>
    public JsonObject Of(IEnumerable<JsonObject> all, string url)
    {
        // Backwards, the page is what stands right before the cursor, so it is cut from the oldest end.
        var wanted = EndingBefore is null
            ? all.SkipWhile(item => StartingAfter is not null && item.Id() != StartingAfter).Where(item => !IsCursor(item))
            : all.TakeWhile(item => item.Id() != EndingBefore).Reverse();

        var page = wanted.Take(Limit + 1).ToList();
        var hasMore = page.Count > Limit;
        if (hasMore)
            page.RemoveAt(Limit);
        if (EndingBefore is not null)
            page.Reverse();

        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(item => item.DeepClone())]),
            ["has_more"] = hasMore,
            ["url"] = url,
        };
    }

    private bool IsCursor(JsonObject item) => item.Id() == StartingAfter || item.Id() == EndingBefore;

    private static void RefuseUnknown(Table table, string kind, string? cursor, string param)
    {
        if (cursor is not null && table.Find(cursor) is null)
            throw StripeErrors.NoSuch(kind, cursor, param);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the sandbox holds, newest first, and what can still happen to it. Copied out of the store.</summary>
public sealed record OverviewView
{
    private const int Most = 50;

    public required bool IsHeld { get; init; }
    public required int WebhooksWaiting { get; init; }
    public required int FaultsWaiting { get; init; }
    public required IReadOnlyList<Entry> Lists { get; init; }

    /// <summary>The list to look into; null on the first page.</summary>
    public required Entry? Shown { get; init; }

    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>The last row, where older ones follow it.</summary>
    public required string? OlderThan { get; init; }

    public bool IsNewest { get; init; }

    /// <summary>Inside the store.</summary>
    /// <param name="store">All there is.</param>
    /// <param name="isHeld">Webhooks wait.</param>
    /// <param name="faults">How many are still to come.</param>
    /// <param name="shown">The name of a list; anything else is the first page.</param>
    /// <param name="before">The id that the rows follow; null for the newest.</param>
    internal static OverviewView Of(SandboxStore store, bool isHeld, int faults, string? shown, string? before)
    {
        var list = OverviewList.All.FirstOrDefault(l => l.Name == shown);
        var rows = list is null ? [] : Following(list, store, before).Take(Most + 1).ToList();
        var entries = OverviewList.All.Select(l => new Entry(l.Name, l.Heading, l.In(store).OldestFirst.Count(l.Has))).ToList();
        return new OverviewView
        {
            IsHeld = isHeld,
            WebhooksWaiting = store.Deliveries.OldestFirst.Count,
            FaultsWaiting = faults,
            Lists = entries,
            Shown = entries.FirstOrDefault(e => e.Name == list?.Name),
            Rows = [.. rows.Take(Most).Select(item => Line(item, list!, store))],
            OlderThan = rows.Count > Most ? rows[Most - 1].Id() : null,
            IsNewest = before is null,
        };
    }

    private static IEnumerable<JsonObject> Following(OverviewList list, SandboxStore store, string? before)
    {
        var all = list.In(store).NewestFirst().Where(list.Has);
        return before is null ? all : all.SkipWhile(item => item.Id() != before).Skip(1);
    }

    private static Row Line(JsonObject item, OverviewList list, SandboxStore store) => new(
        item.Id(), list.What(store, item),
        DateTimeOffset.FromUnixTimeSeconds(item.Number("created")).ToString("u", CultureInfo.InvariantCulture),
        store.Find(item.Id()) is not null, list.Can(store, item));

    /// <summary>A list and how much is in it.</summary>
    public sealed record Entry(string Name, string Heading, int Count);

    /// <summary>One line of a list.</summary>
    /// <param name="Id">Or the key, where it has no id.</param>
    /// <param name="What">What it is, in the words of the API.</param>
    /// <param name="At">When it was made or will happen, in UTC.</param>
    /// <param name="HasPage">It can be looked at whole.</param>
    /// <param name="Can">The actions that can still happen to it.</param>
    public sealed record Row(string Id, string What, string At, bool HasPage, IReadOnlyList<string> Can);
}

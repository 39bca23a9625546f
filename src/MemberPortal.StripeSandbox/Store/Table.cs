using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Store;

/// <summary>All objects of one kind, in the order of their <c>created</c>. Touch only inside <see cref="SandboxStore.Run{T}"/>.</summary>
internal sealed class Table(string name, Action<Table, string> changed)
{
    private readonly Dictionary<string, JsonObject> _byId = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _oldestFirst = [];

    public string Name => name;

    public JsonObject? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Adds a new object, or notes that one already here has changed.</summary>
    public void Keep(JsonObject item)
    {
        Put(item);
        changed(this, item.Id());
    }

    public void Remove(string id)
    {
        if (!_byId.Remove(id, out var item))
            return;

        _oldestFirst.Remove(item);
        changed(this, id);
    }

    public IEnumerable<JsonObject> NewestFirst()
    {
        for (var i = _oldestFirst.Count - 1; i >= 0; i--)
            yield return _oldestFirst[i];
    }

    public IReadOnlyList<JsonObject> OldestFirst => _oldestFirst;

    /// <summary>Puts back what the store file tells; null removes.</summary>
    internal void Restore(string id, JsonObject? item)
    {
        // What only changed keeps its place among those of the same second.
        if (item is not null && _byId.TryGetValue(id, out var earlier) && earlier.Number("created") == item.Number("created"))
        {
            _oldestFirst[_oldestFirst.LastIndexOf(earlier)] = item;
            _byId[id] = item;
            return;
        }

        if (_byId.Remove(id, out var removed))
            _oldestFirst.Remove(removed);
        if (item is not null)
            Put(item);
    }

    private void Put(JsonObject item)
    {
        if (!_byId.TryAdd(item.Id(), item))
            return;

        var at = _oldestFirst.Count;
        var created = item.Number("created");
        while (at > 0 && _oldestFirst[at - 1].Number("created") > created)
            at--;
        _oldestFirst.Insert(at, item);
    }
}

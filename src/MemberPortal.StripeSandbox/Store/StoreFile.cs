using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Store;

/// <summary>
/// The store as lines that are only ever appended: one line is one change of state, an array of [table, id, object or null].
/// At start the lines are replayed and the file is replaced by one without history. A torn last line, left by a crash, is dropped.
/// </summary>
internal sealed class StoreFile : IDisposable
{
    private readonly FileStream _file;

    private StoreFile(FileStream file) => _file = file;

    /// <exception cref="IOException">Another sandbox holds the file.</exception>
    public static StoreFile Open(string path, IReadOnlyDictionary<string, Table> tables)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        Replay(path, tables);
        var rewritten = path + ".new";
        File.WriteAllBytes(rewritten, [.. tables.Values.SelectMany(
            table => table.OldestFirst.SelectMany(item => Line([(table.Name, item.Id(), item)])))]);
        File.Move(rewritten, path, overwrite: true);

        return new StoreFile(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None));
    }

    public void Append(IEnumerable<(Table Table, string Id)> changes)
    {
        _file.Write(Line(changes.Select(c => (c.Table.Name, c.Id, c.Table.Find(c.Id)))));
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static void Replay(string path, IReadOnlyDictionary<string, Table> tables)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var lines = new StreamReader(file, Encoding.UTF8).ReadToEnd().Split('\n');

        // What follows the last line feed was never finished.
        for (var i = 0; i < lines.Length - 1; i++)
        {
            try
            {
                foreach (var change in JsonNode.Parse(lines[i])!.AsArray())
                    tables[change![0]!.GetValue<string>()].Restore(change[1]!.GetValue<string>(), (JsonObject?)change[2]?.DeepClone());
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"Line {i + 1} of the sandbox's store {path} cannot be read. Delete the file to start over.", e);
            }
        }
    }

    private static byte[] Line(IEnumerable<(string Table, string Id, JsonObject? Item)> changes)
    {
        var line = new JsonArray([.. changes.Select(c => new JsonArray(c.Table, c.Id, c.Item?.DeepClone()))]);
        return Encoding.UTF8.GetBytes(line.ToJsonString(Json.Compact) + "\n");
    }
}

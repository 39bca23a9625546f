using MemberPortal.Web.Tests.Security;
using MemberPortal.Web.Tests.Support;
using Xunit.Abstractions;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>
/// A row of a table beside this file: a command, what it is given to in which standing, what it comes to for each kind of
/// person, and the standing afterwards where somebody may. Words for a person: "done", or the refusal: "sign in", "403",
/// "404", "410", "refused" (told why on the page, or nothing to do), "-" (no address of theirs leads there).
/// </summary>
public sealed class CommandRow : IXunitSerializable
{
    private const int FirstPerson = 2;
    private string[] _cells = [];

    /// <summary>Made by xunit.</summary>
    public CommandRow()
    {
    }

    private CommandRow(string line)
    {
        _cells = line.Split(',');
    }

    internal string Command => _cells[0];
    internal string Standing => _cells[1];
    internal string Then => _cells[^1];

    internal static IEnumerable<CommandRow> In(string table) =>
        File.ReadLines(Repository.File($"tests/MemberPortal.Web.Tests/Matrix/{table}.csv")).Skip(1).Select(line => new CommandRow(line));

    internal string For(Person person) => _cells[FirstPerson + (int)person];

    /// <inheritdoc />
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(_cells), _cells);
    }

    /// <inheritdoc />
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        _cells = info.GetValue<string[]>(nameof(_cells));
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", _cells);
}

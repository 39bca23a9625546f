using System.Globalization;
using Xunit.Abstractions;

namespace MemberPortal.Billing.Tests.Vectors;

/// <summary>One row of a vector file, shown in a test run by its case and why. An empty cell means "none".</summary>
public sealed class VectorRow : IXunitSerializable
{
    private string _file = "";
    private Dictionary<string, string> _cells = [];

    [Obsolete("For xunit.", error: true)]
    public VectorRow() { }

    public VectorRow(string file, IEnumerable<(string Column, string Text)> cells) =>
        (_file, _cells) = (file, cells.ToDictionary(cell => cell.Column, cell => cell.Text));

    public string Text(string column) =>
        _cells.TryGetValue(column, out var text)
            ? text
            : throw new KeyNotFoundException($"{_file} has no column {column}.");

    public string? TextOrNone(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public IEnumerable<string> List(string column) => Text(column).Split('|', StringSplitOptions.RemoveEmptyEntries);

    public bool Bool(string column) => bool.Parse(Text(column));

    public int? IntOrNone(string column) =>
        TextOrNone(column) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public long Minor(string column) => long.Parse(Text(column), CultureInfo.InvariantCulture);

    public DateOnly Date(string column) => DateOf(Text(column));

    public DateOnly? DateOrNone(string column) => TextOrNone(column) is { } text ? DateOf(text) : null;

    /// <summary>An enum in the file's writing: PastDue, past_due, past-due.</summary>
    public T Enum<T>(string column)
        where T : struct, Enum => EnumOf<T>(Text(column));

    public T? EnumOrNone<T>(string column)
        where T : struct, Enum => TextOrNone(column) is { } text ? EnumOf<T>(text) : null;

    public static DateOnly DateOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static T EnumOf<T>(string text)
        where T : struct, Enum =>
        System.Enum.Parse<T>(string.Concat(text.Split('_', '-')), ignoreCase: true);

    /// <summary>Compares, and names the row where it fails.</summary>
    public void Expect<T>(T expected, T actual) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{this}: expected {Shown(expected)}, was {Shown(actual)}.");

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("file", _file);
        info.AddValue("columns", _cells.Keys.ToArray());
        info.AddValue("cells", _cells.Values.ToArray());
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        _file = info.GetValue<string>("file");
        _cells = info.GetValue<string[]>("columns")
            .Zip(info.GetValue<string[]>("cells"))
            .ToDictionary(cell => cell.First, cell => cell.Second);
    }

    // The third column: decline-codes.csv leaves the why empty, and there the code says it.
    public override string ToString() =>
        $"{_file} case {Text("case")}, {TextOrNone("why") ?? _cells.Values.ElementAt(2)}";

    private static string Shown<T>(T value) => value?.ToString() ?? "none";
}

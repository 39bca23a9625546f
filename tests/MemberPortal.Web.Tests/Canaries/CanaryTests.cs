using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Canaries;

/// <summary>
/// Secrets and personal data that were planted on a whole journey are in no log, mail header, address or trace, but where the
/// design has them; the number of a card is in nothing at all (5-quality.md, PMPro; 13-promises-and-their-tests.md).
/// </summary>
public sealed class CanaryTests(CanaryJourney journey) : IClassFixture<CanaryJourney>
{
    private const string Card = "4242424242424242";

    [Fact]
    public void No_line_of_any_log_holds_a_secret_or_anything_of_a_person()
    {
        var lines = journey.Log.Whole;

        Assert.True(lines.Length > 1_000, "The logs say little: they were to say all they can.");
        Assert.Contains(lines, line => line.Contains("answered 500", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("failed", StringComparison.Ordinal));
        AssertHoldNone(lines);
    }

    [Fact]
    public void No_header_of_a_mail_holds_a_secret_and_only_To_says_to_whom()
    {
        var mails = journey.Server.Seen;

        Assert.True(mails.Count > 10);
        Assert.Contains(CanaryJourney.Planted, Assert.Single(journey.Server.Passwords.Distinct()), StringComparison.Ordinal);
        Assert.Contains(mails, mail => mail.Header("To").Contains(CanaryJourney.Planted, StringComparison.Ordinal));
        AssertHoldNone(
            from mail in mails
            from header in mail.Headers
            let name = header.Split(':')[0]
            where name != "To"
            select $"{name}: {mail.Header(name)}");
    }

    // By design an address holds the token that it is there for, and the desk's search what was looked for: neither is
    // logged, kept by a browser's cache or told to another site (7-pay-links.md, HeadersTests).
    [Fact]
    public void No_address_holds_more_than_the_one_token_that_it_is_there_for()
    {
        string[] keys = ["/set-password/", "/pay/", "/r/"];
        var addresses = journey.Addresses.ToList();

        Assert.All(keys, key => Assert.Contains(addresses, address => address.StartsWith(key, StringComparison.Ordinal)));
        Assert.Contains(addresses, address => address.Contains("/v1/customers", StringComparison.Ordinal));
        AssertHoldNone(addresses
            .Where(address => !address.StartsWith("/desk?q=", StringComparison.Ordinal) && !address.Contains("name=", StringComparison.Ordinal))   // the latter asked by us
            .Select(address => keys.Any(key => address.StartsWith(key, StringComparison.Ordinal)) ? address[(address.IndexOf('/', 1) + 44)..] : address));
    }

    [Fact]
    public void No_trace_and_no_metric_holds_a_secret_or_anything_of_a_person()
    {
        Assert.Contains("pay/{token}", journey.Told, StringComparison.Ordinal);
        AssertHoldNone([journey.Told]);
    }

    [Fact]
    public async Task No_column_log_mail_or_trace_holds_the_number_of_a_card()
    {
        var kids = await journey.WithDbAsync(db => db.Invoices.Where(i => i.Kid != null).Select(i => i.Kid!).ToListAsync());
        var cells = await CellsAsync(journey.DatabaseFile);
        var texts = cells.Concat(journey.Log.Whole).Concat(journey.Server.Seen.SelectMany(mail => (string[])[string.Join('\n', mail.Headers), mail.Part("text/plain"), mail.Part("text/html")])).Append(journey.Told);

        Assert.Contains(cells, cell => cell.EndsWith("= 4242", StringComparison.Ordinal));   // what may be shown of it
        Assert.Empty(texts.SelectMany(text => CardNumbers.In(text, kids)));
        Assert.DoesNotContain(texts, text => text.Contains(Card, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("card 4242 4242 4242 4242.", true)]
    [InlineData("378282246310005", true)]
    [InlineData("4242-4242-4242-4241", false)]
    [InlineData("2026-03-02 09:00:00", false)]
    [InlineData("a4242424242424242", false)]
    public void What_may_be_the_number_of_a_card_is_found(string text, bool isFound) => Assert.Equal(isFound, CardNumbers.In(text, []).Any());

    private void AssertHoldNone(IEnumerable<string> said)
    {
        var hidden = journey.Tokens.Concat(journey.Cookies).Append(CanaryJourney.Planted).Append("Gunhild").Append("terbr").Append(Card).Distinct().ToList();
        Assert.True(hidden.Count > 8, "Little was planted.");
        Assert.Empty(
            from text in said
            from secret in hidden
            let at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase)
            where at >= 0
            select text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]);
    }

    /// <summary>Every cell of every table, as "table.column = value".</summary>
    private static async Task<List<string>> CellsAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var cells = new List<string>();
        foreach (var table in await RowsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0)))
            cells.AddRange((await RowsAsync(connection, $"SELECT * FROM \"{table}\"", row => CellsOf(table, row).ToList())).SelectMany(row => row));

        return cells;
    }

    private static IEnumerable<string> CellsOf(string table, SqliteDataReader row) =>
        Enumerable.Range(0, row.FieldCount).Select(i => FormattableString.Invariant($"{table}.{row.GetName(i)} = {row.GetValue(i)}"));

    private static async Task<List<T>> RowsAsync<T>(SqliteConnection connection, string query, Func<SqliteDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names of tables come from the database itself
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));

        return rows;
    }
}

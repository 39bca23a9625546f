using CsvHelper;

namespace MemberPortal.Billing.Tests.Vectors;

/// <summary>Rules as rows (tests/vectors/README.md), or those of the folder that MEMBERPORTAL_VECTORS names.</summary>
public static class VectorFile
{
    // Left to itself the reader guesses the separator, and the cells of orders are full of ; and |.
    private static readonly CsvReaderOptions Commas = new() { Separator = ',' };

    public static TheoryData<VectorRow> Rows(string file)
    {
        using var csv = CsvReader.FromFile(Path.Combine(Folder, file), Commas);
        var rows = new TheoryData<VectorRow>();
        while (csv.Read())
            rows.Add(new VectorRow(file, csv.Headers.Zip(csv.Current.ToArray())));

        return rows;
    }

    private static string Folder =>
        Environment.GetEnvironmentVariable("MEMBERPORTAL_VECTORS") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "vectors");
}

using System.Text.RegularExpressions;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Architecture;

/// <summary>
/// Each fault that the portal is said to survive (5-quality.md) has a test that is marked with it, and the page of promises
/// names the class of that test.
/// </summary>
public sealed partial class FaultsTests
{
    private static readonly IEnumerable<int> OnSqlite =
    [
        .. Enumerable.Range(1, 6), .. Enumerable.Range(10, 17), .. Enumerable.Range(30, 3), .. Enumerable.Range(40, 5), .. Enumerable.Range(50, 3), 54, 55, 56,
    ];

    public static TheoryData<string> Faults => [.. OnSqlite.Select(number => $"F{number:00}")];

    [Theory, MemberData(nameof(Faults))]
    public void A_fault_has_a_test_that_the_page_of_promises_names(string fault)
    {
        var marked = Repository.Files("tests", "*Tests.cs")
            .Where(file => Mark().Matches(File.ReadAllText(file)).Any(mark => mark.Groups[1].Value == fault))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Distinct()
            .ToList();

        Assert.NotEmpty(marked);
        var row = Assert.Single(File.ReadLines(Repository.File("docs/decisions/13-promises-and-their-tests.md")), line => line.StartsWith($"| {fault} |", StringComparison.Ordinal));
        Assert.Equal(marked.Order(StringComparer.Ordinal), Named().Matches(row).Select(name => name.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("Trait\\(\"Fault\", \"(F[0-9]{2})\"\\)")]
    private static partial Regex Mark();

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex Named();
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Localization;

/// <summary>The words of statuses are those that glossary.csv fixes.</summary>
public sealed class GlossaryTests
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["product"] = typeof(AssignmentStatus),
        ["invoice"] = typeof(InvoiceStatus),
        ["extra"] = typeof(ExtraStatus),
        ["subscription"] = typeof(SubscriptionStatus),
        ["method"] = typeof(PaymentMethodStatus),
    };

    /// <summary>Rows that are no status, and the key under which a page says them.</summary>
    private static readonly Dictionary<string, string> Beside = new()
    {
        ["method.Confirmed"] = "PaymentMethod.Confirmed",
        ["method.NotTriedYet"] = "PaymentMethod.NotTriedYet",
        ["hint.UnknownPayer"] = "Desk.UnknownPayer",
    };

    private static readonly string[][] Rows =
        [.. File.ReadLines(Repository.File("tests/vectors/glossary.csv")).Skip(1).Select(line => line.Split(','))];

    public static TheoryData<string, string> Words
    {
        get
        {
            var words = new TheoryData<string, string>();
            foreach (var row in Rows)
            {
                if (KeyOf(row) is { } key)
                    words.Add(key, string.Join('|', row[2..7]));
            }

            return words;
        }
    }

    [Theory, MemberData(nameof(Words))]
    public void A_status_is_called_what_the_glossary_says(string key, string words)
    {
        Assert.Equal(words.Split('|'), Resx.Languages.Select(language => Resx.Pages.In(language)[key]));
    }

    [Fact]
    public void Every_status_of_every_kind_is_in_the_glossary()
    {
        var named = Rows.Select(KeyOf).ToHashSet();

        Assert.All(Kinds.Values.SelectMany(kind => Enum.GetNames(kind).Select(status => $"{kind.Name}.{status}")), key => Assert.Contains(key, named));
    }

    /// <returns>Null for a word that no page shows yet.</returns>
    private static string? KeyOf(string[] row) =>
        Beside.TryGetValue($"{row[0]}.{row[1]}", out var key) ? key
        : row[1] != "noun" && Kinds.TryGetValue(row[0], out var kind) ? $"{kind.Name}.{row[1]}"
        : null;
}

using System.Globalization;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What the club sells, and how its invoices word it, from products.csv and words.csv.</summary>
internal sealed class DemoCatalogue
{
    private static readonly CultureInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO");

    private readonly Dictionary<string, (Product Product, string Wording)> _products;
    private readonly Dictionary<string, string> _words = DemoFile.Rows("words.csv").ToDictionary(row => row[0], row => row[1]);

    public DemoCatalogue(string currency) => _products = DemoFile.Rows("products.csv")
        .Select((row, i) => (Key: row[0], Wording: row[5], Product: new Product
        {
            Id = i + 1,
            Name = row[1],
            Currency = currency,
            Price = long.Parse(row[2], CultureInfo.InvariantCulture),
            VatRate = int.Parse(row[3], CultureInfo.InvariantCulture),
            Interval = row[4].Length == 0 ? null : Enum.Parse<BillingInterval>(row[4]),
        }))
        .ToDictionary(p => p.Key, p => (p.Product, p.Wording));

    public IEnumerable<Product> Products => _products.Values.Select(p => p.Product);

    public Product this[string key] => _products[key].Product;

    public string Words(string key) => _words[key];

    /// <summary>Covers both days and all between; without <paramref name="until"/>, for ever.</summary>
    public SaleLine Line(string key, DateOnly from, DateOnly? until, int quantity = 1)
    {
        var (product, wording) = _products[key];
        return new(string.Format(Norwegian, wording, from, until), product.Price, product.VatRate)
        {
            Quantity = quantity,
            Product = product,
            From = from,
            Until = until,
        };
    }
}

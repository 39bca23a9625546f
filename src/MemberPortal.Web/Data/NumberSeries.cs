namespace MemberPortal.Web.Data;

/// <summary>The last number given in a business year, raised inside the write that uses it: no gaps.</summary>
internal sealed class NumberSeries
{
    public const string Invoices = "invoice";
    public const string Receipts = "receipt";

    public required string Series { get; init; }
    public required int Year { get; init; }
    public required int Last { get; set; }
}

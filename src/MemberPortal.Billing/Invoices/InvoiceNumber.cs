using System.Globalization;

namespace MemberPortal.Billing.Invoices;

/// <summary>The number people see: the business year and a counter without gaps (2-statuses.md, Invoice).</summary>
public static class InvoiceNumber
{
    /// <summary>The most invoices a year holds; a KID has no room for more.</summary>
    public const int Last = 99_999;

    /// <summary>"2026-00042". Refuses a year or a number that does not fit the form.</summary>
    public static string Of(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last);

        return string.Create(CultureInfo.InvariantCulture, $"{year}-{number:D5}");
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>Brings an invoice of 1200 to the standing that a table names, with its bookings where there are any.</summary>
internal static class InvoiceStandings
{
    private const long Whole = 120_000;
    private const long Part = 10_000;
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <param name="portal">Where.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="standing">The table's word.</param>
    /// <param name="withCash">Whether part of it was recorded in cash, where the standing does not say so itself.</param>
    public static async Task<Subject> InvoiceAsync(this Portal portal, Member owner, string standing, bool withCash)
    {
        if (standing == "Draft")
            return new Subject { Owner = owner, Invoice = await portal.AddDraftAsync(owner) };

        var invoice = await portal.IssueInvoiceAsync(owner);
        if (standing == "Void")
            await portal.VoidAsync(invoice);

        var receipt = standing switch
        {
            "Paid" or "Refunded" or "PartiallyRefunded" or "RefundUnderWay" or "Reversed" => await portal.RecordAsync(invoice, Whole),
            "Overpaid" => await portal.RecordAsync(invoice, Whole + Part),
            "PartiallyPaid" => await portal.RecordAsync(invoice, Part),
            "PaidByCard" => await PayByCardAsync(portal, invoice),
            _ when withCash => await portal.RecordAsync(invoice, Part),
            _ => null,
        };
        if (standing == "Reversed")
            await portal.ReverseAsync(receipt!);

        await portal.WithDbAsync(async db =>
        {
            LayOn(await db.Invoices.SingleAsync(i => i.Id == invoice.Id), standing, portal.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        });
        return new Subject { Owner = owner, Invoice = await portal.InvoiceAsync(invoice.Id), Receipt = receipt };
    }

    /// <summary>The status and the extra status, as the table writes them.</summary>
    public static async Task<string> StandingAsync(this Portal portal, Invoice invoice)
    {
        var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
        return $"{facts.StatusOn(Today)} {facts.ExtraOn(Today)}".TrimEnd();
    }

    private static async Task<string> PayByCardAsync(Portal portal, Invoice invoice)
    {
        await portal.TapMethodAsync(invoice);
        return (await portal.PaymentsAsync(invoice)).Single().ReceiptNumber;
    }

    private static void LayOn(Invoice invoice, string standing, DateTime now)
    {
        switch (standing)
        {
            case "PastDue":
                invoice.DueOn = Today.AddDays(-1);
                break;

            case "Paused":
                invoice.RemindersPausedUntil = Today.AddDays(30);
                break;

            case "Uncollectible":
                invoice.UncollectibleOn = Today;
                break;

            case "Refunded":
                invoice.RefundedOutsideOn = Today;
                break;

            case "PartiallyRefunded":
                invoice.Refunded = Part;
                break;

            case "RefundUnderWay":
                invoice.RefundStartedAt = now;
                break;

            case "Processing":
                invoice.ProcessingSince = now;
                break;

            case "ActionRequired":
                invoice.ActionRequiredAt = now;
                break;

            case "Disputed":
                invoice.DisputedAt = now;
                break;

            case "AwaitingAct":
                invoice.ActAwaitedSince = now;
                break;
        }
    }
}

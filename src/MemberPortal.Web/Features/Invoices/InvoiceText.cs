using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>A box above the lines: its tone and drawing (9-look.md), and what a member should know.</summary>
internal sealed record Notice(string Tone, string Icon, string Text);

/// <summary>What an invoice's page says beyond its numbers.</summary>
internal static class InvoiceText
{
    /// <summary>Why a tap on Pay did not lead to the payment page.</summary>
    public static Notice? NoticeOf(this IStringLocalizer<Texts> texts, PaymentOutcome? outcome) => outcome switch
    {
        PaymentOutcome.ProviderAway => new("bad", "alert", texts["Pay.ProviderAway"]),
        PaymentOutcome.UnderWay => new("info", "clock", texts["Pay.UnderWay"]),
        PaymentOutcome.NothingToPay => new("info", "note", texts["Pay.NothingToPay"]),
        PaymentOutcome.NotByCard => new("info", "note", texts["Pay.NotByCard"]),
        PaymentOutcome.Changed => new("info", "note", texts["Pay.Changed"]),
        PaymentOutcome.NoMethod => new("info", "note", texts["Pay.NoMethod"]),
        _ => null,
    };

    /// <summary>What stands in the way of paying, or what became of the money.</summary>
    public static Notice? NoticeOf(this IStringLocalizer<Texts> texts, InvoiceSheet invoice, DateOnly today)
    {
        var facts = invoice.Facts;
        return (facts.StatusOn(today), facts.ExtraOn(today)) switch
        {
            (InvoiceStatus.Void, _) =>
                new("info", "note", texts["Invoice.Notice.Void", DayText.WithoutWeekday(facts.VoidedOn!.Value, today)]),
            (_, ExtraStatus.Disputed) => new("warn", "alert", texts["Invoice.Notice.Disputed"]),
            (_, ExtraStatus.ActionRequired) => new("warn", "alert", texts["Invoice.Notice.ActionRequired"]),
            (_, ExtraStatus.Processing) => new("info", "clock", invoice.LatestTry is { State: AttemptState.Pending, ExpectedOn: { } day }
                ? texts["Return.Debit", DayText.Long(day, today)]
                : texts["Invoice.Notice.Processing"]),
            (_, ExtraStatus.RefundUnderWay) => new("info", "clock", texts["Invoice.Notice.RefundUnderWay"]),
            (_, ExtraStatus.Overpaid) =>
                new("warn", "alert", texts["Invoice.Notice.Overpaid", MoneyText.Of(facts.Held, invoice.Currency)]),
            (_, ExtraStatus.PartiallyRefunded) =>
                new("info", "note", texts["Invoice.Notice.PartiallyRefunded", MoneyText.Of(facts.Refunded, invoice.Currency)]),
            (_, ExtraStatus.AwaitingAct) => new("info", "clock", texts["Invoice.Notice.AwaitingAct"]),
            (InvoiceStatus.Refunded, _) => new("info", "note", texts["Invoice.Notice.Refunded"]),
            (InvoiceStatus.Uncollectible, _) => new("info", "note", texts["Invoice.Notice.Uncollectible"]),
            _ when facts.CanBePaidOn(today) && invoice.DeclineCode is not null =>
                new("bad", "alert", texts["Pay.DeclinedThen", texts.DeclineOf(invoice.DeclineCode)]),
            _ when facts.CanBePaidOn(today) && invoice.CardObstacle is not null => new("info", "note", texts["Pay.NotByCard"]),
            _ => null,
        };
    }

    /// <summary>The member said that the money is sent; null where nothing is waited for.</summary>
    /// <param name="texts">The words.</param>
    /// <param name="reportedOn">When.</param>
    /// <param name="until">The first day on which it is not waited for any more.</param>
    /// <param name="today">Business date.</param>
    public static Notice? NoticeOfTransfer(this IStringLocalizer<Texts> texts, DateOnly? reportedOn, DateOnly? until, DateOnly today) =>
        until is null
            ? null
            : new("info", "clock", texts[
                "Transfer.Noted",
                DayText.WithoutWeekday(reportedOn!.Value, today),
                DayText.WithoutWeekday(until.Value.AddDays(-1), today)]);

    /// <summary>The words beside the badge: until when, or since when.</summary>
    public static string StandingOf(this IStringLocalizer<Texts> texts, InvoiceSheet invoice, DateOnly today, DateOnly? paidOn) =>
        invoice.Facts.StatusOn(today) switch
        {
            InvoiceStatus.Paid when paidOn is { } day && invoice.Receipts[0] is var receipt =>
                $"{DayText.WithoutWeekday(day, today)}, {texts.WayOf(receipt.Way, receipt.CardBrand, receipt.Last4)}",
            InvoiceStatus.Paid or InvoiceStatus.Void or InvoiceStatus.Refunded => texts["Invoice.NothingToPay"],
            InvoiceStatus.Draft or InvoiceStatus.Open or InvoiceStatus.PastDue or InvoiceStatus.Uncollectible =>
                texts.DueOf(invoice.Facts, today),
        };

    public static string HappeningOf(this IStringLocalizer<Texts> texts, InvoiceLogEntry entry, string currency) =>
        texts[$"InvoiceHappening.{entry.What}", entry.Amount is { } amount ? MoneyText.Of(amount, currency) : ""];
}

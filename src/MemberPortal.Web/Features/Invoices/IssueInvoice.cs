using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>
/// Finalises a draft: number and KID given, booked, its mail queued, all in one write. Called by the job for drafts whose
/// time has come; a draft that was issued or discarded meanwhile stays as it is.
/// </summary>
internal sealed class IssueInvoice(
    PortalDbContext db, InvoiceSentMail mail, BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing)
{
    public Task RunAsync(int invoiceId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var invoice = await db.Invoices.Include(i => i.Lines).Include(i => i.Member)
                .SingleAsync(i => i.Id == invoiceId, cancellationToken);
            if (invoice is { IssuedOn: null, VoidedOn: null })
                await IssueAsync(invoice, Actor.Machine, comment: null, cancellationToken);
        },
        cancellationToken);

    /// <summary>One step of a write, for a draft that has its lines and its member.</summary>
    public async Task IssueAsync(Invoice invoice, string by, string? comment, CancellationToken cancellationToken)
    {
        var member = invoice.Member!;
        var (now, today) = (calendar.Now, calendar.Today);
        var number = await db.NextNumberAsync(NumberSeries.Invoices, today.Year, cancellationToken);
        invoice.Issue(
            InvoiceNumber.Of(today.Year, number),
            Kid.For(member.Number, today.Year, number, invoicing.CurrentValue.KidAlgorithm),
            today);

        var earliest = today.AddDays(invoicing.CurrentValue.MinimumDaysToPay);
        if (invoice.DueOn < earliest)
        {
            invoice.DueOn = earliest;
            Log(invoice, InvoiceHappening.DueDateMoved, by, comment: null);
        }

        if (invoice.Kind == InvoiceKind.Invoice)
            Book(invoice, now, by);

        if (mail.Queue(invoice, member))
        {
            invoice.SentAt = now;
            Log(invoice, InvoiceHappening.Sent, by, comment);
        }
        else
        {
            Log(invoice, InvoiceHappening.IssuedUnsent, by, comment);
        }
    }

    private void Book(Invoice invoice, DateTime now, string by)
    {
        var entry = Bookings.InvoiceFinalised(
            new Occasion(Occasion.KeyOf("invoice", invoice.Number!, "finalised"), now, now, by, $"invoice:{invoice.Number}"),
            new Claim(invoice.Id, invoice.MemberId, Currency.Of(invoice.Currency)),
            [.. invoice.Lines.OrderBy(line => line.Position).Select(line => new LineAmount(line.Id, line.Amount, line.VatRate))]);

        if (entry is not null)
            db.Journal.Add(entry);
    }

    private void Log(Invoice invoice, InvoiceHappening what, string by, string? comment) => db.InvoiceLog.Add(new InvoiceLogEntry
    {
        InvoiceId = invoice.Id,
        At = calendar.Now,
        What = what,
        By = by,
        Comment = comment,
    });
}

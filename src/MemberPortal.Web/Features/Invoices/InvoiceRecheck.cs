using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>Looks at the mail of a new invoice again just before it leaves: it asks for what is left, and not for what is void.</summary>
internal sealed class InvoiceRecheck(PortalDbContext db, InvoiceSentMail mail) : IMailRecheck
{
    public const string Kind = "invoice";

    /// <summary>"invoice:2026-00042=120000", with what it asks for in minor units.</summary>
    public static string About(Invoice invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}:{invoice.Number}={invoice.Facts.LeftToPay}");

    public async Task<MailVerdict> LookAsync(OutgoingMail outgoing, string reference, CancellationToken cancellationToken)
    {
        var number = reference.Split('=')[0];
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Lines).Include(i => i.Member)
            .SingleAsync(i => i.Number == number, cancellationToken);
        if (invoice.VoidedOn is not null || invoice.Member!.Email is null)
            return new MailVerdict.Withdrawn();

        return outgoing.Recheck == About(invoice) && outgoing.IsAsWordedFor(invoice.Member)
            ? new MailVerdict.Holds()
            : new MailVerdict.HoldsAs(mail.LetterOf(invoice, invoice.Member));
    }
}

using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Looks at the mail of a failed payment again just before it leaves: once the invoice is settled another way, nobody hears
/// of the declined card.
/// </summary>
internal sealed class PaymentFailedRecheck(PortalDbContext db, PaymentFailedMail mail) : IMailRecheck
{
    public const string Kind = "payment-failed";

    /// <summary>"payment-failed:att_3Nx=2026-00042=120000", with what is left to pay in minor units.</summary>
    public static string About(ChargeAttempt attempt, Invoice invoice) => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}:{attempt.Id}={invoice.Number}={invoice.Facts.LeftToPay}");

    public async Task<MailVerdict> LookAsync(OutgoingMail outgoing, string reference, CancellationToken cancellationToken)
    {
        var about = reference.Split('=');
        var attempt = await db.ChargeAttempts.AsNoTracking().Include(a => a.Claims).SingleAsync(a => a.Id == about[0], cancellationToken);
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Member).SingleAsync(i => i.Number == about[1], cancellationToken);
        if (invoice.Facts.LeftToPay == 0 || invoice.Member!.Email is null)
            return new MailVerdict.Withdrawn();

        return outgoing.Recheck == About(attempt, invoice) && outgoing.IsAsWordedFor(invoice.Member)
            ? new MailVerdict.Holds()
            : new MailVerdict.HoldsAs(mail.LetterOf(attempt, invoice, invoice.Member));
    }
}

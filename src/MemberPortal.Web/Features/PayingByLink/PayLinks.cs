using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>
/// Links by which anybody who holds one pays an invoice without signing in, one for each mail that asks for money. Looking
/// at one changes nothing, so a mail scanner does no harm.
/// </summary>
internal sealed class PayLinks(
    PortalDbContext db, PortalAddress address, BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing)
{
    /// <summary>Call it inside the write that mails the link, where the mail's language is in force.</summary>
    public Uri New(Invoice invoice)
    {
        var token = SecretToken.New();
        var now = calendar.Now;
        db.PayLinks.Add(new PayLink
        {
            TokenHash = SecretToken.HashOf(token),
            InvoiceId = invoice.Id,
            CreatedAt = now,
            ExpiresAt = now.AddDays(invoicing.CurrentValue.PayLinkDays),
        });
        return address.Of($"/pay/{token}?language={Language.Current.Code}");
    }

    /// <returns>
    /// Null for a link that is unknown, too old, or of an invoice that is void: one read by the hash, whichever it is.
    /// </returns>
    public async Task<LinkedInvoice?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.HashOf(token), calendar.Now);
        var link = await db.PayLinks.AsNoTracking()
            .Where(l => l.TokenHash == hash && l.ExpiresAt > now)
            .Join(db.Invoices.Where(i => i.VoidedOn == null), l => l.InvoiceId, i => i.Id, (l, i) => new { l.Id, InvoiceId = i.Id, i.MemberId })
            .SingleOrDefaultAsync(cancellationToken);

        return link is null ? null : new LinkedInvoice
        {
            LinkId = link.Id,
            MemberId = link.MemberId,
            Invoice = await db.Invoices.AsNoTracking().Where(i => i.Id == link.InvoiceId).Sheets().SingleAsync(cancellationToken),
            PaidAt = await db.Payments.Where(p => p.InvoiceId == link.InvoiceId).MaxAsync(p => (DateTime?)p.ReceivedAt, cancellationToken),
            ExpectedOn = await db.AttemptClaims
                .Where(claim => claim.InvoiceId == link.InvoiceId && claim.ReleasedAt == null)
                .Join(db.ChargeAttempts, claim => claim.AttemptId, attempt => attempt.Id, (_, attempt) => attempt.ExpectedOn)
                .SingleOrDefaultAsync(cancellationToken),
        };
    }
}

/// <summary>The one invoice that a link opens.</summary>
internal sealed record LinkedInvoice
{
    public required int LinkId { get; init; }
    public required int MemberId { get; init; }

    /// <summary>Without what happened to it, its receipts and who tried to pay it.</summary>
    public required InvoiceSheet Invoice { get; init; }

    /// <summary>When money last came in for it.</summary>
    public required DateTime? PaidAt { get; init; }

    /// <summary>When the provider expects a payment that is under way.</summary>
    public required DateOnly? ExpectedOn { get; init; }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>
/// Links by which anybody who holds one pays an invoice without signing in, one for each mail that asks for money. Looking
/// at one changes nothing, so a mail scanner does no harm.
/// </summary>
internal sealed class PayLinks(
    PortalDbContext db, PayLinkReads reads, PortalAddress address, BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing)
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
        var link = await reads.LinkAsync(db, SecretToken.HashOf(token), calendar.Now, cancellationToken);
        return link is null ? null : new LinkedInvoice
        {
            LinkId = link.Id,
            MemberId = link.MemberId,
            Invoice = await reads.InvoiceAsync(db, link.InvoiceId, cancellationToken),
            PaidAt = link.PaidAt,
            ExpectedOn = link.ExpectedOn,
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

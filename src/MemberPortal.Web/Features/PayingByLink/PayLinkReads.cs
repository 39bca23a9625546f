using System.Linq.Expressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>
/// The reads of the page behind a link, compiled, since its speed is measured (5-quality.md, P3). Once a portal, since a
/// compiled query is bound to the model of one database.
/// </summary>
internal sealed class PayLinkReads
{
    /// <summary>By the hash of its token; none when it is too old at the instant, or its invoice void.</summary>
    public static readonly Expression<Func<PortalDbContext, string, DateTime, IQueryable<LinkRow>>> Link = (db, hash, now) =>
        from link in db.PayLinks
        where link.TokenHash == hash && link.ExpiresAt > now
        join invoice in db.Invoices on link.InvoiceId equals invoice.Id
        where invoice.VoidedOn == null
        select new LinkRow
        {
            Id = link.Id,
            InvoiceId = invoice.Id,
            MemberId = invoice.MemberId,
            PaidAt = db.Payments.Where(p => p.InvoiceId == invoice.Id && p.Reversal == null).Max(p => (DateTime?)p.ReceivedAt),
            ExpectedOn = db.AttemptClaims
                .Where(claim => claim.InvoiceId == invoice.Id && claim.ReleasedAt == null)
                .Join(db.ChargeAttempts, claim => claim.AttemptId, attempt => attempt.Id, (_, attempt) => attempt.ExpectedOn)
                .FirstOrDefault(),
        };

    private readonly Func<PortalDbContext, string, DateTime, IAsyncEnumerable<LinkRow>> _link = EF.CompileAsyncQuery(Link);

    private readonly Func<PortalDbContext, int, IAsyncEnumerable<InvoiceSheet>> _invoice = EF.CompileAsyncQuery(
        (PortalDbContext db, int id) => db.Invoices.AsNoTracking().Where(i => i.Id == id).Select(InvoiceQueries.Sheet));

    public ValueTask<LinkRow?> LinkAsync(PortalDbContext db, string hash, DateTime now, CancellationToken cancellationToken) =>
        _link(db, hash, now).SingleOrDefaultAsync(cancellationToken);

    public ValueTask<InvoiceSheet> InvoiceAsync(PortalDbContext db, int id, CancellationToken cancellationToken) =>
        _invoice(db, id).SingleAsync(cancellationToken);
}

/// <summary>A link and how it stands with the money of its invoice.</summary>
internal sealed record LinkRow
{
    public required int Id { get; init; }
    public required int InvoiceId { get; init; }
    public required int MemberId { get; init; }

    /// <inheritdoc cref="LinkedInvoice.PaidAt"/>
    public required DateTime? PaidAt { get; init; }

    /// <inheritdoc cref="LinkedInvoice.ExpectedOn"/>
    public required DateOnly? ExpectedOn { get; init; }
}

using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

internal static class MethodQueries
{
    /// <returns>Null: none on file.</returns>
    public static async Task<MethodRow?> MethodOnFileAsync(this PortalDbContext db, int memberId, CancellationToken cancellationToken)
    {
        var method = await db.PaymentMethods.AsNoTracking().SingleOrDefaultAsync(m => m.MemberId == memberId, cancellationToken);
        if (method is null)
            return null;

        var unpaid = method.LastResult == ChargeResult.Declined
            && await db.AttemptClaims
                .Where(c => c.AttemptId == method.LastAttemptId)
                .Join(db.Invoices.Owed(), c => c.InvoiceId, i => i.Id, (c, i) => i.Id)
                .AnyAsync(cancellationToken);
        return method.ToRow(unpaid);
    }

    public static IQueryable<TroubledMethod> WithNotices(this PortalDbContext db, IQueryable<PaymentMethod> methods) =>
        from method in methods.AsNoTracking().AsSingleQuery()   // a handful of notices times one or two invoices
        join member in db.Members on method.MemberId equals member.Id
        select new TroubledMethod
        {
            Method = method,
            Member = member,
            LastUnpaid = db.AttemptClaims
                .Where(c => c.AttemptId == method.LastAttemptId)
                .Join(db.Invoices.Owed(), c => c.InvoiceId, i => i.Id, (c, i) => i)
                .OrderBy(i => i.Id)
                .ToList(),
            Notices = db.MethodNotices.Where(n => n.PaymentMethodId == method.Id).ToList(),
        };

    public static MethodRow ToRow(this PaymentMethod method, bool lastInvoiceUnpaid) => new()
    {
        Id = method.Id,
        Facts = new PaymentMethodFacts
        {
            Kind = method.Kind,
            ExpiryMonth = method.ExpMonth,
            ExpiryYear = method.ExpYear,
            LastResult = method.LastResult,
            LastDeclineCode = method.LastDecline,
            LastAdviceCode = method.LastAdvice,
            LastInvoiceUnpaid = lastInvoiceUnpaid,
            DeclinesInARow = method.DeclinesInARow,
        },
        ProviderMethodId = method.ProviderMethodId,
        Brand = method.Brand,
        Last4 = method.Last4,
        AddedAt = method.AddedAt,
    };
}

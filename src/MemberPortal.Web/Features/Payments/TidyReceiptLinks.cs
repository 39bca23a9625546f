using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Forgets addresses of receipts that open nothing any more.</summary>
internal sealed class TidyReceiptLinks(PortalDbContext db, BillingCalendar calendar) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        return db.WriteAsync(() => db.ReceiptLinks.Where(l => l.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}

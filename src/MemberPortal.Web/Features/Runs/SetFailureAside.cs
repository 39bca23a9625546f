using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Runs;

/// <summary>An administrator has seen to it, or nothing is to be done: the failure is open no more, until it fails again.</summary>
internal sealed class SetFailureAside(PortalDbContext db, TimeProvider clock)
{
    /// <returns>False when there is no such failure, or it is not open.</returns>
    public Task<bool> RunAsync(int failedItemId, StaffMember by, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var item = await db.FailedItems.SingleOrDefaultAsync(i => i.Id == failedItemId && i.ResolvedAt == null, cancellationToken);
            if (item is null)
                return false;

            item.ResolvedAt = clock.GetUtcNow().UtcDateTime;
            db.AuditLog.Add(by.Did(AuditAct.FailureSetAside, item.ResolvedAt.Value, detail: $"{item.UseCase} {item.Item}"));
            return true;
        },
        cancellationToken);
}

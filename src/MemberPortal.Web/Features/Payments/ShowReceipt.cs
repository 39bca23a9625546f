using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Makes an address that opens one receipt without sign-in, for the member at the counter to take along. Only its hash is
/// kept, so it can be shown this once; shown again, it is another one.
/// </summary>
internal sealed class ShowReceipt(PortalDbContext db, PortalAddress portal, BillingCalendar calendar)
{
    private const int LifeDays = 30;

    /// <returns>Null for an unknown receipt.</returns>
    public Task<Uri?> RunAsync(string receipt, StaffMember by, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.ReceiptNumber == receipt, cancellationToken);
            if (payment is null)
                return null;

            var token = SecretToken.New();
            db.ReceiptLinks.Add(new ReceiptLink
            {
                TokenHash = SecretToken.HashOf(token),
                PaymentId = payment.Id,
                ExpiresAt = calendar.Now.AddDays(LifeDays),
            });
            db.AuditLog.Add(by.Did(AuditAct.ReceiptShown, calendar.Now, payment.MemberId, payment.InvoiceId, receipt));
            return portal.Of($"/r/{token}");
        },
        cancellationToken);
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Leaves a member without a payment method; the provider is told afterwards, by <see cref="DetachRetiredMethods"/>. A
/// charge of it that is under way is left to settle. Removed again, nothing changes and nothing more is noted.
/// </summary>
internal sealed class RemovePaymentMethod(PortalDbContext db, MethodOnFile methodOnFile, BillingCalendar calendar)
{
    /// <param name="memberId">Whose method.</param>
    /// <param name="byStaff">Null: the member, who need not say why.</param>
    /// <param name="cancellationToken">Ends the waiting for the turn to write.</param>
    public Task RunAsync(int memberId, StaffRemoval? byStaff, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            if (await methodOnFile.RemoveAsync(memberId, cancellationToken) is not { } removed || byStaff is null)
                return;

            db.AuditLog.Add(new AuditEntry
            {
                At = calendar.Now,
                By = byStaff.Name,
                AccountId = byStaff.AccountId,
                What = AuditAct.PaymentMethodRemoved,
                MemberId = memberId,
                Detail = $"{CardBrand.NameOf(removed.Brand) ?? removed.Kind.ToString()} {removed.Last4}".TrimEnd(),
                Comment = byStaff.Comment,
            });
        },
        cancellationToken);
}

/// <summary>Who on the staff removes a member's method, and why.</summary>
internal sealed record StaffRemoval(int AccountId, string Name, string Comment);

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Members;

/// <summary>Gives a member a product by hand, up to a day or with no end; nothing is billed for it.</summary>
internal sealed class AssignProduct(PortalDbContext db, BillingCalendar calendar)
{
    /// <param name="memberNumber">Whom.</param>
    /// <param name="productId">What.</param>
    /// <param name="until">The last valid day; null for no end.</param>
    /// <param name="comment">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task<AssignProductOutcome> RunAsync(
        int memberNumber, int productId, DateOnly? until, string? comment, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync<AssignProductOutcome>(
            async () =>
            {
                var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Number == memberNumber, cancellationToken);
                var product = await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == productId, cancellationToken);
                if (member is null)
                    return new AssignProductOutcome.NoSuchMember();
                if (product is null)
                    return new AssignProductOutcome.NoSuchProduct();
                if (until < calendar.Today)
                    return new AssignProductOutcome.OverAlready();
                if (comment is null)
                    return new AssignProductOutcome.CommentMissing();

                db.ProductAssignments.Add(new ProductAssignment
                {
                    MemberId = member.Id,
                    ProductId = product.Id,
                    AssignedAt = calendar.Now,
                    ValidUntil = until,
                });
                var detail = until is { } day ? $"{product.Name}, {TypedDay.Of(day)}" : product.Name;
                db.AuditLog.Add(by.Did(AuditAct.ProductAssigned, calendar.Now, member.Id, detail: detail, comment: comment));
                return new AssignProductOutcome.Assigned();
            },
            cancellationToken);
}

internal abstract record AssignProductOutcome
{
    internal sealed record Assigned : AssignProductOutcome;

    internal sealed record CommentMissing : AssignProductOutcome;

    /// <summary>The last day lies behind.</summary>
    internal sealed record OverAlready : AssignProductOutcome;

    internal sealed record NoSuchProduct : AssignProductOutcome;

    internal sealed record NoSuchMember : AssignProductOutcome;
}

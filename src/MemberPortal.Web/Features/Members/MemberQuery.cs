using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Members;

/// <summary>Reads a member for the desk: what they see themselves, and what is in the making.</summary>
internal sealed class MemberQuery(PortalDbContext db, OverviewQuery overview)
{
    private const int Shown = 10;

    /// <returns>Null for a number that nobody has.</returns>
    public async Task<MemberSheet?> OfAsync(int number, CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Number == number, cancellationToken);
        if (member is null)
            return null;

        var own = db.Invoices.AsNoTracking().Where(i => i.MemberId == member.Id);
        return new MemberSheet
        {
            Member = member,
            Overview = await overview.OfAsync(member.Id, cancellationToken),
            Drafts = await own.Where(i => i.IssuedOn == null && i.VoidedOn == null)
                .OrderBy(i => i.Id)
                .Select(i => new DraftRow { Id = i.Id, Title = i.Title, Currency = i.Currency, Total = i.Total, CreatedAt = i.CreatedAt })
                .ToListAsync(cancellationToken),
            Earlier = await own.Earlier().OrderByDescending(i => i.Id).Take(Shown).Rows().ToListAsync(cancellationToken),
            Payments = await db.Payments.AsNoTracking()
                .Where(p => p.MemberId == member.Id)
                .ReceiptRows()
                .Take(Shown)
                .ToListAsync(cancellationToken),
        };
    }
}

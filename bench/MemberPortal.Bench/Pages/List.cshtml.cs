using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Bench.Pages;

internal sealed class ListModel(PortalDbContext db) : PageModel
{
    private const int Latest = 10;

    public IReadOnlyList<Invoice> Invoices { get; private set; } = [];

    public async Task OnGetAsync(int memberId, CancellationToken cancellationToken) =>
        Invoices = await db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId).OrderByDescending(i => i.Id).Take(Latest)
            .ToListAsync(cancellationToken);
}

using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Bench.Pages;

internal sealed class RowModel(PortalDbContext db) : PageModel
{
    public Invoice Invoice { get; private set; } = null!;

    public async Task OnGetAsync(int id, CancellationToken cancellationToken) =>
        Invoice = await db.Invoices.AsNoTracking().FirstAsync(i => i.Id == id, cancellationToken);
}

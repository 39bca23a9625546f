using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>All of a member's invoices: what is to pay, then the earlier ones by the page.</summary>
internal sealed class IndexModel(PortalDbContext db) : PageModel
{
    private const int PageLength = 50;

    /// <summary>Where an older page begins: the id of the last invoice of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<InvoiceRow> Owed { get; private set; } = [];
    public IReadOnlyList<InvoiceRow> Earlier { get; private set; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        var own = db.Invoices.AsNoTracking().Where(i => i.MemberId == memberId);
        if (Before is null)
            Owed = [.. (await own.Owed().OrderBy(i => i.DueOn).ThenBy(i => i.Id).Rows().ToListAsync(cancellationToken)).MostUrgentFirst()];

        var earlier = await own.Earlier()
            .Where(i => Before == null || i.Id < Before)
            .OrderByDescending(i => i.Id)
            .Take(PageLength + 1)
            .Rows()
            .ToListAsync(cancellationToken);
        Earlier = [.. earlier.Take(PageLength)];
        Older = earlier.Count > PageLength ? Earlier[^1].Id : null;
        return Page();
    }
}

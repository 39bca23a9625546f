using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>All of a member's payments, newest first, by the page.</summary>
internal sealed class ReceiptsModel(PortalDbContext db) : PageModel
{
    private const int PageLength = 50;

    /// <summary>Where an older page begins: the receipt that ended the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<ReceiptRow> Receipts { get; private set; } = [];

    /// <summary>Null on the last page.</summary>
    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        var own = db.Payments.AsNoTracking().Where(p => p.MemberId == memberId);
        if (Before is not null)
        {
            var last = await own.Where(p => p.ReceiptNumber == Before)
                .Select(p => new { p.ReceivedAt, p.Id })
                .SingleOrDefaultAsync(cancellationToken);
            if (last is null)
                return NotFound();

            own = own.Where(p => p.ReceivedAt < last.ReceivedAt || (p.ReceivedAt == last.ReceivedAt && p.Id < last.Id));
        }

        var receipts = await own.ReceiptRows().Take(PageLength + 1).ToListAsync(cancellationToken);
        Receipts = [.. receipts.Take(PageLength)];
        Older = receipts.Count > PageLength ? Receipts[^1].Number : null;
        return Page();
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The receipt for one of the member's own payments.</summary>
internal sealed class ReceiptModel(PortalDbContext db) : PageModel
{
    public ReceiptSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] string number, CancellationToken cancellationToken)
    {
        var memberId = User.MemberId();
        var own = db.Payments.AsNoTracking().Where(p => p.ReceiptNumber == number && p.MemberId == memberId);
        if (memberId is null || await ReceiptSheet.FindAsync(db, own, isOwn: true, cancellationToken) is not { } sheet)
            return NotFound();

        Sheet = sheet;
        return Page();
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The receipt for one of the member's own payments.</summary>
internal sealed class ReceiptModel(PortalDbContext db) : PageModel
{
    public ReceiptRow Receipt { get; private set; } = null!;

    /// <summary>What was paid for; null for money that no invoice could take.</summary>
    public InvoiceSheet? Invoice { get; private set; }

    public Member Payer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellationToken)
    {
        var own = db.Payments.AsNoTracking().Where(p => p.ReceiptNumber == number && p.MemberId == User.MemberId());
        if (User.MemberId() is not { } memberId || await own.ReceiptRows().SingleOrDefaultAsync(cancellationToken) is not { } receipt)
            return NotFound();

        Receipt = receipt;
        Invoice = await db.Invoices.AsNoTracking()
            .Where(i => own.Any(p => p.InvoiceId == i.Id))
            .Sheets()
            .SingleOrDefaultAsync(cancellationToken);
        Payer = await db.Members.AsNoTracking().SingleAsync(m => m.Id == memberId, cancellationToken);
        return Page();
    }
}

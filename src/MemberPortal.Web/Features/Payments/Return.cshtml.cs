using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Where the provider sends the member back to, paid or not. Asks the provider how the payment stands, so that Paid shows
/// at once also when the webhook is late; the answer is written once, however often the page is opened.
/// </summary>
internal sealed class ReturnModel(
    PortalDbContext db, SettleAttempt settleAttempt, HoldingsQuery holdingsQuery, BillingCalendar calendar) : PageModel
{
    public AttemptStanding Standing { get; private set; } = null!;
    public ReturnSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string attempt, CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId || await db.OwnerOfAsync(attempt, cancellationToken) != memberId)
            return NotFound();

        Standing = await settleAttempt.RunAsync(attempt, cancellationToken);
        Sheet = await db.ReturnSheetAsync(attempt, cancellationToken);
        if (Standing is AttemptStanding.Paid)
            Sheet = await WithWhatItBoughtAsync(memberId, cancellationToken);

        return Page();
    }

    private async Task<ReturnSheet> WithWhatItBoughtAsync(int memberId, CancellationToken cancellationToken)
    {
        var holdings = await holdingsQuery.OfAsync(db, memberId, calendar.Today, cancellationToken);
        return Sheet with
        {
            Receipt = await db.Payments.AsNoTracking()
                .Where(p => p.MemberId == memberId && p.InvoiceId == Sheet.InvoiceId)
                .ReceiptRows()
                .FirstOrDefaultAsync(cancellationToken),
            Holdings = [.. holdings.Where(holding => Sheet.ProductIds.Contains(holding.ProductId))],
        };
    }
}

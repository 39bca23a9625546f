using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The one receipt that somebody took along from the desk as a code; nothing else of the member opens from it.</summary>
[AllowAnonymous, KeepsAddress]
internal sealed class TakenReceiptModel(PortalDbContext db, BillingCalendar calendar) : PageModel
{
    /// <summary>Null where the address is unknown or its time is over.</summary>
    public ReceiptSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] string token, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.HashOf(token), calendar.Now);
        var links = db.ReceiptLinks.Where(l => l.TokenHash == hash && l.ExpiresAt > now);
        Sheet = await ReceiptSheet.FindAsync(
            db, db.Payments.AsNoTracking().Where(p => links.Any(l => l.PaymentId == p.Id)), isOwn: false, cancellationToken);
        return new PageResult { StatusCode = Sheet is null ? StatusCodes.Status410Gone : null };
    }
}

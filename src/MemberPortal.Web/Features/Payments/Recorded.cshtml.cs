using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>One receipt, for the desk: what came in, its code to take along, and the way to take it back.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class RecordedModel(PortalDbContext db, ShowReceipt showReceipt) : PageModel, IFormPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>Said once, after it was recorded.</summary>
    [TempData]
    public bool? IsRecorded { get; set; }

    public RecordedSheet Sheet { get; private set; } = null!;

    /// <summary>The address that opens the receipt, once it was asked for.</summary>
    public Uri? Link { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Shows a code. The answer is the only place where its address stands, so it is no redirect.</summary>
    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        Link = await showReceipt.RunAsync(Number, StaffMember.Of(User), cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var payment = await db.Payments.AsNoTracking().Include(p => p.Invoice).Include(p => p.Reversal)
            .SingleOrDefaultAsync(p => p.ReceiptNumber == Number, cancellationToken);
        if (payment is null)
            return NotFound();

        Sheet = new RecordedSheet
        {
            Payment = payment,
            Member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == payment.MemberId, cancellationToken),
            Receipts = await db.Payments.AsNoTracking().OfAct(PaymentAct.Of(payment))
                .OrderBy(p => p.Id)
                .Select(ReceiptQueries.Row)
                .ToListAsync(cancellationToken),
            MailedTo = await db.Outbox.AsNoTracking()
                .Where(mail => mail.Key == $"receipt:{payment.Source}")
                .Select(mail => mail.ToAddress)
                .SingleOrDefaultAsync(cancellationToken),
        };
        return Page();
    }
}

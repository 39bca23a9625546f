using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>One of the member's own invoices; posting to it leads to the payment page.</summary>
internal sealed class InvoiceModel(PortalDbContext db, StartCheckout startCheckout) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    public InvoiceSheet Invoice { get; private set; } = null!;

    /// <summary>Why a tap on Pay led nowhere; null when nobody tapped.</summary>
    public CheckoutOutcome? Outcome { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        Outcome = await startCheckout.RunAsync(memberId, Number, cancellationToken);
        switch (Outcome)
        {
            case CheckoutOutcome.PayAt(var page):
                return Redirect(page.AbsoluteUri);

            case CheckoutOutcome.NoSuchInvoice:
                return NotFound();

            case CheckoutOutcome.ProviderAway:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
                return await ShowAsync(cancellationToken);

            default:
                return await ShowAsync(cancellationToken);
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId
            || await db.SheetWithStoryAsync(memberId, Number, cancellationToken) is not { } invoice)
        {
            return NotFound();
        }

        Invoice = invoice;
        return Page();
    }
}

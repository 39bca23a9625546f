using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>The one way in which the member pays; posting to it leads to the provider's page, where it is added or replaced.</summary>
internal sealed class PaymentMethodModel(PortalDbContext db, StartMethodSetup startSetup) : PageModel, IFormPage
{
    /// <summary>Null: none on file.</summary>
    public MethodRow? Method { get; private set; }

    /// <summary>Why a tap led nowhere; null when nobody tapped.</summary>
    public SetupOutcome? Outcome { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        Outcome = await startSetup.RunAsync(memberId, cancellationToken);
        switch (Outcome)
        {
            case SetupOutcome.GoTo(var page):
                return Redirect(page.AbsoluteUri);

            case SetupOutcome.SeeSetup(var setupId):
                return LocalRedirect($"/payment-method/setup/{setupId}");

            case SetupOutcome.ProviderAway:
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
        if (User.MemberId() is not { } memberId)
            return NotFound();

        Method = await db.MethodOnFileAsync(memberId, cancellationToken);
        return Page();
    }
}

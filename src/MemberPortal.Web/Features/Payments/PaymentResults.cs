using MemberPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What a tap on Pay answers, wherever the button stands.</summary>
internal static class PaymentResults
{
    /// <returns>Null where the page is shown again and says why.</returns>
    public static IActionResult? Leading(this PageModel page, PaymentOutcome outcome)
    {
        switch (outcome)
        {
            case PaymentOutcome.PayAt(var address):
                return new RedirectResult(address.AbsoluteUri);

            case PaymentOutcome.SeeAttempt(var attemptId):
                return new LocalRedirectResult($"/payments/{attemptId}");

            case PaymentOutcome.NoSuchInvoice:
                return new NotFoundResult();

            case PaymentOutcome.ProviderAway:
                page.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                page.Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
                return null;

            default:
                return null;
        }
    }
}

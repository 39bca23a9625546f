using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Takes back a payment that was recorded by mistake, after saying what that will do.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class ReverseModel(ReversePayment reversePayment, ReversibleActQuery actQuery, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Why { get; set; }

    public ReversibleAct Act { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Why?.Length > Comment.Longest)
        {
            ModelState.AddModelError(nameof(Why), texts["Form.CommentTooLong", Comment.Longest]);
            return await ShowAsync(cancellationToken);
        }

        switch (await reversePayment.RunAsync(Number, Comment.Of(Why), StaffMember.Of(User), cancellationToken))
        {
            case ReversePaymentOutcome.Reversed:
                return LocalRedirect($"/desk/receipts/{Number}");

            case ReversePaymentOutcome.NoSuchPayment:
                return NotFound();

            case ReversePaymentOutcome.CommentMissing:
                ModelState.AddModelError(nameof(Why), texts["Form.CommentMissing"]);
                return await ShowAsync(cancellationToken);

            default:
                return await ShowAsync(cancellationToken);   // which says why
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (await actQuery.OfAsync(Number, cancellationToken) is not { } act)
            return NotFound();

        Act = act;
        return Page();
    }
}

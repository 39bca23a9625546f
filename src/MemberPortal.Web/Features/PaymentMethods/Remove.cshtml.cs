using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Says what removing the method will do, and does it.</summary>
internal sealed class RemoveModel(PortalDbContext db, RemovePaymentMethod removeMethod) : PageModel, IFormPage
{
    public MethodRow? Method { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is null)
            return NotFound();

        await LoadAsync(cancellationToken);
        return Method is null ? LocalRedirect("/payment-method") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        await removeMethod.RunAsync(memberId, byStaff: null, cancellationToken);
        return LocalRedirect("/payment-method");
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is { } memberId)
            Method = await db.MethodOnFileAsync(memberId, cancellationToken);
    }
}

using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Home;

internal sealed class IndexModel(OverviewQuery overviews) : PageModel
{
    public Overview Overview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return RedirectToPage("/Desk/Index");

        Overview = await overviews.OfAsync(memberId, cancellationToken);
        return Page();
    }
}

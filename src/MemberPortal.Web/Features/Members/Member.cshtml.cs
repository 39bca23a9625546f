using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Members;

/// <summary>One member, for the desk: what they owe, have and paid, how they pay, and what can be done about it.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class MemberModel(MemberQuery query) : PageModel
{
    /// <summary>Said once, after a product was given.</summary>
    [TempData]
    public bool? IsAssigned { get; set; }

    public MemberSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int number, CancellationToken cancellationToken)
    {
        if (await query.OfAsync(number, cancellationToken) is not { } sheet)
            return NotFound();

        Sheet = sheet;
        return Page();
    }
}

using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Desk;

/// <summary>What staff see first. Nothing can be done here yet.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class IndexModel(DeskOverviewQuery desk) : PageModel
{
    public DeskOverview Desk { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Desk = await desk.RunAsync(cancellationToken);
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Desk;

/// <summary>What staff see first: a field to find anybody by, and how things stand until something is typed there.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class IndexModel(DeskOverviewQuery overview, DeskSearch search) : PageModel
{
    public const int LongestQuery = 100;

    /// <summary>What was typed.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>Null while nothing is looked for.</summary>
    public DeskHits? Hits { get; private set; }

    /// <summary>Null while something is.</summary>
    public DeskOverview? Overview { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Query))
            Overview = await overview.RunAsync(cancellationToken);
        else
            Hits = await search.RunAsync(OneLine.Of(Query, LongestQuery), cancellationToken);
    }
}

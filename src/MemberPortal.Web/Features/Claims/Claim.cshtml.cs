using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Claims;

/// <summary>One invoice, for the desk: its lines, where its money is, what came in, who did what and why.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class ClaimModel(PortalDbContext db, SendDraft sendDraft, DiscardDraft discardDraft, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public ClaimSheet Claim { get; private set; } = null!;

    /// <summary>What was refused; null where nothing was.</summary>
    public DraftOutcome? Outcome { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken) =>
        DoAsync(() => sendDraft.RunAsync(Id, Comment.Of(Why), StaffMember.Of(User), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken) =>
        DoAsync(() => discardDraft.RunAsync(Id, Comment.Of(Why), StaffMember.Of(User), cancellationToken), cancellationToken);

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> DoAsync(Func<Task<DraftOutcome>> command, CancellationToken cancellationToken)
    {
        if (Why?.Length > Comment.Longest)
        {
            ModelState.AddModelError("", texts["Form.CommentTooLong", Comment.Longest]);
            return await ShowAsync(cancellationToken);
        }

        Outcome = await command();
        return Outcome is DraftOutcome.Done ? LocalRedirect($"/claims/{Id}") : await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (await db.ClaimSheetAsync(Id, cancellationToken) is not { } claim)
            return NotFound();

        Claim = claim;
        return Page();
    }
}

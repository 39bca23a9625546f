using System.ComponentModel.DataAnnotations;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>Somebody at the desk keeps the reminders of one invoice back for a while, or lets them leave again.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class PauseModel(PortalDbContext db, PauseReminders pauseReminders, BillingCalendar calendar) : PageModel, IFormPage
{
    public const int LongestComment = Shared.Comment.Longest;

    [FromRoute]
    public int Id { get; set; }

    public Invoice Invoice { get; private set; } = null!;

    /// <summary>As typed, for a form that is shown again.</summary>
    public DateOnly? Until { get; private set; }

    public string? Comment { get; private set; }

    public bool AsksForMoney => Invoice.Facts.StatusOn(calendar.Today) is InvoiceStatus.Open or InvoiceStatus.PastDue;

    /// <summary>The first day on which reminders may leave again; null where they may today.</summary>
    public DateOnly? PausedUntil => Invoice.RemindersPausedUntil is { } until && calendar.Today < until ? until : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "Pause.DayMissing")] DateOnly? until,
        [MaxLength(LongestComment, ErrorMessage = "Method.CommentTooLong")] string? comment,
        CancellationToken cancellationToken)
    {
        (Until, Comment) = (until, comment);
        if (ModelState.IsValid)
            return await PauseAsync(until!.Value, cancellationToken);

        return await FindAsync(cancellationToken) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken) => PauseAsync(calendar.Today, cancellationToken);

    public Task LoadAsync(CancellationToken cancellationToken) => FindAsync(cancellationToken);

    /// <summary>The page then says until when, or why not.</summary>
    private async Task<IActionResult> PauseAsync(DateOnly until, CancellationToken cancellationToken) =>
        await pauseReminders.RunAsync(Id, until, Comment?.Trim(), StaffMember.Of(User), cancellationToken) is PauseOutcome.NoSuchInvoice
            ? NotFound()
            : LocalRedirect($"/claims/{Id}/pause");

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.Invoices.AsNoTracking().Include(i => i.Member).SingleOrDefaultAsync(i => i.Id == Id, cancellationToken) is not { } invoice)
            return false;

        Invoice = invoice;
        return true;
    }
}

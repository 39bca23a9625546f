using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>One of the member's own invoices; posting to it pays it, in the way that was tapped.</summary>
internal sealed class InvoiceModel(
    PortalDbContext db, StartPayment startPayment, ReportTransfer reportTransfer, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> reminders)
    : PageModel, IFormPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    public InvoiceSheet Invoice { get; private set; } = null!;

    /// <summary>Null: none on file.</summary>
    public MethodRow? Method { get; private set; }

    /// <summary>Until when money that the member said is sent is waited for; null where it is not.</summary>
    public DateOnly? TransferAwaitedUntil =>
        reminders.CurrentValue.Plan().TransferAwaitedUntil(Invoice.TransferReportedOn, calendar.Today);

    /// <summary>Why a tap on Pay led nowhere; null when nobody tapped.</summary>
    public PaymentOutcome? Outcome { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(AttemptWay way, bool keep, long shown, int method, CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        var wish = new PaymentWish
        {
            MemberId = memberId,
            Numbers = [Number],
            Way = way,
            KeepsMethod = keep,
            Shown = ShownCharge.Of(way, shown, method),
        };
        Outcome = await startPayment.RunAsync(wish, cancellationToken);
        return this.Leading(Outcome) ?? await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostTransferAsync(CancellationToken cancellationToken) =>
        User.MemberId() is { } memberId && await reportTransfer.RunAsync(memberId, Number, cancellationToken)
            ? LocalRedirect($"/invoices/{Number}")
            : NotFound();

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId
            || await db.SheetWithStoryAsync(memberId, Number, cancellationToken) is not { } invoice)
        {
            return NotFound();
        }

        Invoice = invoice;
        Method = await db.MethodOnFileAsync(memberId, cancellationToken);
        return Page();
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Several invoices in one payment: all, or those that are ticked. What the button says is what is paid: where the choice
/// or the invoices came to another sum since, or one of them is not theirs to pay, nothing is paid and the page shows the
/// sum first.
/// </summary>
internal sealed class PayInvoicesModel(
    PortalDbContext db, StartPayment startPayment, BillingCalendar calendar, IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    /// <summary>What can be paid together, the most urgent first; all of one currency.</summary>
    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    /// <summary>The numbers that are ticked.</summary>
    public IReadOnlySet<string> Chosen { get; private set; } = new HashSet<string>();

    /// <summary>Null: none on file.</summary>
    public MethodRow? Method { get; private set; }

    public PaymentOutcome? Outcome { get; private set; }

    public DateOnly Today => calendar.Today;

    /// <summary>Minor units of <see cref="Currency"/>: what the button says.</summary>
    public long Sum => Invoices.Where(invoice => Chosen.Contains(invoice.Number)).Sum(invoice => invoice.Facts.LeftToPay);

    public string Currency => Invoices[0].Currency;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is null)
            return NotFound();

        await LoadAsync(cancellationToken);
        Chosen = Invoices.Select(invoice => invoice.Number).ToHashSet();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string[] chosen, long shown, int method, AttemptWay way, bool keep, CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId)
            return NotFound();

        await LoadAsync(cancellationToken);
        Chosen = chosen.ToHashSet();
        if (Sum == 0)
            return Again(texts["PayInvoices.ChooseOne"]);
        if (Sum != shown || !Chosen.IsSubsetOf(Invoices.Select(invoice => invoice.Number)))
            return Again(texts["PayInvoices.SumChanged", MoneyText.Of(Sum, Currency)]);

        Outcome = await startPayment.RunAsync(
            new()
            {
                MemberId = memberId,
                Numbers = [.. Invoices.Select(invoice => invoice.Number).Where(Chosen.Contains)],
                Way = way,
                KeepsMethod = keep,
                Shown = ShownCharge.Of(way, shown, method),
            },
            cancellationToken);
        if (this.Leading(Outcome) is { } elsewhere)
            return elsewhere;

        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var memberId = User.MemberId() ?? throw new InvalidOperationException("Only members have invoices to pay.");
        var owed = await db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId)
            .Owed()
            .OrderBy(i => i.DueOn).ThenBy(i => i.Id)
            .Rows()
            .ToListAsync(cancellationToken);
        var payable = owed.MostUrgentFirst().Where(invoice => invoice.Facts.CanBePaidOn(Today)).ToList();
        Invoices = payable.FindAll(invoice => invoice.Currency == payable[0].Currency);
        Method = await db.MethodOnFileAsync(memberId, cancellationToken);
    }

    private PageResult Again(string problem)
    {
        ModelState.AddModelError("", problem);
        return Page();
    }
}

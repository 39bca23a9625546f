using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Records money of a member. Opened for one invoice it asks for what is left of that, in one tap; otherwise, and when
/// something typed was refused, it has a field for each invoice.
/// </summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class RecordModel(PortalDbContext db, RecordByHand recordByHand, BillingCalendar calendar, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    private HandWay? _way;

    [FromRoute]
    public int Number { get; set; }

    [FromRoute]
    public string Way { get; set; } = "";

    /// <summary>Which invoice the seller came from.</summary>
    [FromQuery]
    public int? Invoice { get; set; }

    /// <summary>Whether the seller wants a field for each invoice.</summary>
    [FromQuery]
    public bool Split { get; set; }

    [BindProperty]
    public RecordForm Typed { get; set; } = new();

    [TempData]
    public bool? IsRecorded { get; set; }

    public Member Member { get; private set; } = null!;

    /// <summary>What the member owes, the most urgent first, and the invoice that the seller came from.</summary>
    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public HandWay HandWay => _way!;

    /// <summary>The one invoice and the whole of what is left; null where amounts are typed.</summary>
    public InvoiceRow? Whole { get; private set; }

    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return NotFound();

        var from = Invoices.FirstOrDefault(invoice => invoice.Id == Invoice) ?? (Invoices.Count == 1 ? Invoices[0] : null);
        Whole = !Split && from is { Facts.LeftToPay: > 0 } ? from : null;
        Typed = new()
        {
            Key = Guid.NewGuid(),
            ArrivedOn = TypedDay.Of(Today),
            Parts = [.. Invoices.Select(invoice => new PartForm { Invoice = invoice.Id, Amount = invoice == from ? LeftOf(invoice) : null })],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return NotFound();
        if (Typed.Key == Guid.Empty)
            return BadRequest();   // no form of ours
        if (Typed.Read(HandWay, Invoices, ModelState, texts) is not { } money)
            return Page();

        switch (await recordByHand.RunAsync(Member.Id, money, StaffMember.Of(User), cancellationToken))
        {
            case RecordByHandOutcome.Recorded(var receipt):
                IsRecorded = true;
                return LocalRedirect($"/desk/receipts/{receipt}");

            case RecordByHandOutcome.Refused(var why):
                ModelState.AddModelError(why switch
                {
                    RecordRefusal.ChequeNumberMissing => "Typed.Reference",
                    RecordRefusal.NotArrivedYet => "Typed.ArrivedOn",
                    RecordRefusal.NothingEntered or RecordRefusal.NotSent or RecordRefusal.SeveralCurrencies => "",
                }, texts[$"RecordRefusal.{why}"]);
                return Page();

            default:
                return NotFound();
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => FindAsync(cancellationToken);

    public static string LeftOf(InvoiceRow invoice) => MoneyText.NumberOf(invoice.Facts.LeftToPay, invoice.Currency);

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        _way = HandWay.Find(Way);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Number == Number, cancellationToken);
        if (_way is null || member is null)
            return false;

        Member = member;
        var own = db.Invoices.AsNoTracking().Where(i => i.MemberId == member.Id);
        var asked = Typed.Parts.Select(part => part.Invoice).Append(Invoice ?? 0).ToList();
        var owed = await own.Owed().OrderBy(i => i.DueOn).ThenBy(i => i.Id).Rows().ToListAsync(cancellationToken);
        var named = await own.Where(i => asked.Contains(i.Id) && i.IssuedOn != null).Rows().ToListAsync(cancellationToken);
        Invoices = [.. owed.MostUrgentFirst().UnionBy(named, invoice => invoice.Id)];
        return Invoice is null || Invoices.Any(invoice => invoice.Id == Invoice);
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Where the provider sends the member back to, with a new method on file or not. Asks the provider how it stands, so that
/// the new card shows at once also when the webhook is late, and offers what is still owed (1-product.md, flow 2).
/// </summary>
internal sealed class SetupModel(
    PortalDbContext db, SettleMethodSetup settleSetup, BillingCalendar calendar, IOptions<OrganisationOptions> organisation) : PageModel
{
    [FromRoute]
    public string Setup { get; set; } = "";

    public SetupStanding Standing { get; private set; } = null!;

    /// <summary>What is on file now; null for nothing.</summary>
    public MethodRow? Method { get; private set; }

    /// <summary>What a card can pay at once, in the organisation's currency, the most urgent first.</summary>
    public IReadOnlyList<InvoiceRow> ToPay { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.MemberId() is not { } memberId
            || !await db.MethodSetups.AnyAsync(s => s.Id == Setup && s.MemberId == memberId, cancellationToken))
        {
            return NotFound();
        }

        Standing = await settleSetup.RunAsync(Setup, cancellationToken);
        Method = await db.MethodOnFileAsync(memberId, cancellationToken);
        ToPay = await ToPayAsync(memberId, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<InvoiceRow>> ToPayAsync(int memberId, CancellationToken cancellationToken)
    {
        var owed = await db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId && i.Currency == organisation.Value.Currency)
            .Owed()
            .OrderBy(i => i.DueOn).ThenBy(i => i.Id)
            .Rows()
            .ToListAsync(cancellationToken);
        return [.. owed.MostUrgentFirst().Where(invoice => invoice.Facts.CanBePaidOn(calendar.Today) && invoice.IsTakenByCard)];
    }
}

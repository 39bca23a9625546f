using MemberPortal.Billing;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Claims;

/// <summary>Makes out an invoice to a member.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class NewModel(
    PortalDbContext db, CreateDraft createDraft, BillingCalendar calendar, IOptions<OrganisationOptions> organisation,
    IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    private const int UsualDaysToPay = 14;

    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public DraftForm Typed { get; set; } = new();

    public string MemberName { get; private set; } = "";
    public IReadOnlyList<Product> Products { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Typed = new() { Key = Guid.NewGuid(), Lines = [new()], DueOn = TypedDay.Of(calendar.Today.AddDays(UsualDaysToPay)) };
        return await ShowAsync(cancellationToken);
    }

    /// <summary>The same form with room for one line more; nothing is written.</summary>
    public Task<IActionResult> OnPostLineAsync(CancellationToken cancellationToken)
    {
        Typed.Lines.Add(new());
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Products = await db.ProductsIn(organisation.Value.Currency).ToListAsync(cancellationToken);
        if (Typed.Read(Products, Currency.Of(organisation.Value.Currency), ModelState, texts) is not { } wish)
            return await ShowAsync(cancellationToken);

        switch (await createDraft.RunAsync(Number, wish, StaffMember.Of(User), cancellationToken))
        {
            case DraftOutcome.Done(var id):
                return LocalRedirect($"/claims/{id}");

            case DraftOutcome.NoLines:
                ModelState.AddModelError("", texts["Draft.NoLines"]);
                return await ShowAsync(cancellationToken);

            default:
                return NotFound();
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var name = await db.Members.Where(m => m.Number == Number).Select(m => m.Name).SingleOrDefaultAsync(cancellationToken);
        if (name is null)
            return NotFound();

        MemberName = name;
        Products = await db.ProductsIn(organisation.Value.Currency).ToListAsync(cancellationToken);
        if (Typed.Lines.Count == 0)
            Typed.Lines.Add(new());

        return Page();
    }
}

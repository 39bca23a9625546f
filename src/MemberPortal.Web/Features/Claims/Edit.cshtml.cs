using MemberPortal.Billing;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Claims;

/// <summary>Writes a draft anew; an invoice that is none has no such page.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class EditModel(PortalDbContext db, ChangeDraft changeDraft, IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    private Invoice? _draft;

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public DraftForm Typed { get; set; } = new();

    public string MemberName => _draft!.Member!.Name;
    public IReadOnlyList<Product> Products { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (_draft is not { IssuedOn: null, VoidedOn: null })
            return NotFound();

        Typed = DraftForm.Of(_draft);
        return Page();
    }

    /// <inheritdoc cref="NewModel.OnPostLineAsync"/>
    public async Task<IActionResult> OnPostLineAsync(CancellationToken cancellationToken)
    {
        Typed.Lines.Add(new());
        await LoadAsync(cancellationToken);
        return _draft is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (_draft is null)
            return NotFound();
        if (Typed.Read(Products, Currency.Of(_draft.Currency), ModelState, texts) is not { } wish)
            return Page();

        var outcome = await changeDraft.RunAsync(Id, wish, StaffMember.Of(User), cancellationToken);
        if (outcome is DraftOutcome.Done)
            return LocalRedirect($"/claims/{Id}");

        ModelState.AddModelError("", texts.NoticeOf(outcome)?.Text ?? texts["Draft.NoLines"]);
        return Page();
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _draft = await db.Invoices.AsNoTracking().Include(i => i.Lines).Include(i => i.Member)
            .SingleOrDefaultAsync(i => i.Id == Id, cancellationToken);
        if (_draft is not null)
            Products = await db.ProductsIn(_draft.Currency).ToListAsync(cancellationToken);
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Members;

/// <summary>Gives a member a product by hand.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class AssignModel(PortalDbContext db, AssignProduct assignProduct, IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public int? Product { get; set; }

    /// <summary>As typed; empty for no end.</summary>
    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public string MemberName { get; private set; } = "";
    public IReadOnlyList<Product> Products { get; private set; } = [];

    [TempData]
    public bool? IsAssigned { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateOnly? until = null;
        if (!string.IsNullOrWhiteSpace(Until))
        {
            if (TypedDay.TryRead(Until, out var day))
                until = day;
            else
                ModelState.AddModelError(nameof(Until), texts["Form.NoDay"]);
        }

        if (Why?.Length > Comment.Longest)
            ModelState.AddModelError(nameof(Why), texts["Form.CommentTooLong", Comment.Longest]);
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);

        switch (await assignProduct.RunAsync(Number, Product ?? 0, until, Comment.Of(Why), StaffMember.Of(User), cancellationToken))
        {
            case AssignProductOutcome.Assigned:
                IsAssigned = true;
                return LocalRedirect($"/members/{Number}");

            case AssignProductOutcome.NoSuchMember:
                return NotFound();

            case AssignProductOutcome.NoSuchProduct:
                ModelState.AddModelError(nameof(Product), texts["Assign.ProductMissing"]);
                return await ShowAsync(cancellationToken);

            case AssignProductOutcome.OverAlready:
                ModelState.AddModelError(nameof(Until), texts["Assign.OverAlready"]);
                return await ShowAsync(cancellationToken);

            default:
                ModelState.AddModelError(nameof(Why), texts["Form.CommentMissing"]);
                return await ShowAsync(cancellationToken);
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var name = await db.Members.Where(m => m.Number == Number).Select(m => m.Name).SingleOrDefaultAsync(cancellationToken);
        if (name is null)
            return NotFound();

        MemberName = name;
        Products = await db.Products.AsNoTracking().OrderBy(p => p.Name).ToListAsync(cancellationToken);
        return Page();
    }
}

using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Somebody at the desk takes a member's method off the file and says why; afterwards the page says that none is left.</summary>
[Authorize(Roles = $"{Role.Seller},{Role.Admin}")]
internal sealed class RemoveByStaffModel(PortalDbContext db, RemovePaymentMethod removeMethod) : PageModel, IFormPage
{
    public const int LongestComment = 500;

    [FromRoute]
    public int Number { get; set; }

    public Member Member { get; private set; } = null!;
    public MethodRow? Method { get; private set; }

    /// <summary>As typed, for a form that is shown again.</summary>
    public string? Comment { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "Method.CommentMissing"), MaxLength(LongestComment, ErrorMessage = "Method.CommentTooLong")] string comment,
        CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return NotFound();

        Comment = comment;
        if (!ModelState.IsValid)
            return Page();

        await removeMethod.RunAsync(Member.Id, new StaffRemoval(User.AccountId(), User.DisplayName(), comment.Trim()), cancellationToken);
        return LocalRedirect($"/members/{Number}/payment-method/remove");
    }

    public Task LoadAsync(CancellationToken cancellationToken) => FindAsync(cancellationToken);

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Number == Number, cancellationToken) is not { } member)
            return false;

        Member = member;
        Method = await db.MethodOnFileAsync(member.Id, cancellationToken);
        return true;
    }
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>One mail in one language, with made-up people and sums, and a tap to each of the others.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class PreviewModel(PreviewMail preview) : PageModel
{
    public MailSample Sample { get; private set; } = null!;
    public Language In { get; private set; } = null!;
    public OutgoingMail Mail { get; private set; } = null!;

    public IActionResult OnGet([FromRoute] string sample, [FromRoute] string language)
    {
        if (MailSamples.Find(sample) is not { } found || Language.All.FirstOrDefault(l => l.Code == language) is not { } known)
            return NotFound();

        (Sample, In, Mail) = (found, known, preview.Of(found, known, User.DisplayName()));
        Response.AllowFrame();
        return Page();
    }
}

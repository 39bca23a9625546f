using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>Every mail that the portal sends, by its subject, in every language.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class PreviewsModel(PreviewMail preview) : PageModel
{
    /// <summary>Their names, and their subjects in the language of whoever looks.</summary>
    public IReadOnlyList<(string Name, string Subject)> Mails { get; private set; } = [];

    public void OnGet() => Mails =
        [.. MailSamples.All.Select(sample => (sample.Name, preview.Of(sample, Language.Current, User.DisplayName()).Subject))];
}

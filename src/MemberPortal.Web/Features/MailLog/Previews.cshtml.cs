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
    /// <summary>In the language of whoever looks.</summary>
    public IReadOnlyList<(string Name, OutgoingMail Mail)> Mails { get; private set; } = [];

    public void OnGet() => Mails =
        [.. MailSamples.All.Select(sample => (sample.Name, preview.Of(sample, Language.Current, User.DisplayName())))];

    /// <summary>Its first paragraphs, by which one receipt differs from another: what stands below the heading, without links.</summary>
    public string BeginningOf(OutgoingMail mail) => string.Join(
        ' ', mail.Text.Split("\n\n").Skip(1).Take(2).Where(paragraph => !paragraph.Contains("://", StringComparison.Ordinal)));
}

using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>A link to choose a new password, for whoever asked on the sign-in page.</summary>
internal sealed class PasswordResetMail(
    Outbox outbox, IStringLocalizer<MailTexts> texts, IOptions<OrganisationOptions> organisation, BillingCalendar calendar)
{
    public void Queue(Account account, MailedLink link)
    {
        using var language = Language.Of(account.Language).Use();
        var until = calendar.InZone(link.ExpiresAt).ToString("HH:mm", CultureInfo.InvariantCulture);
        outbox.Queue(new Letter
        {
            Key = $"password-reset:{link.Id}",
            To = new(account.MemberId, account.Name, account.Email!, account.Language),
            Subject = texts["Reset.Subject"],
            Heading = texts["Reset.Subject"],
            Paragraphs = [texts["Reset.Asked", account.Name, organisation.Value.Name], texts["Reset.Until", until]],
            Button = new(texts["Reset.Button"], link.Address),
            CarriesSecret = true,
            AtAnyHour = true,
        });
    }
}

using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Tells the owner of an account that its password is another one, in case it was not they (ASVS V6.3.7).</summary>
internal sealed class PasswordChangedMail(
    Outbox outbox, IStringLocalizer<MailTexts> texts, IOptions<OrganisationOptions> organisation, BillingCalendar calendar,
    PortalAddress address)
{
    public void Queue(Account account)
    {
        using var language = Language.Of(account.Language).Use();
        var (name, contact) = (organisation.Value.Name, organisation.Value.ContactEmail);
        var day = DayText.Long(calendar.Today, calendar.Today);
        var time = calendar.InZone(calendar.Now).ToString("HH:mm", CultureInfo.InvariantCulture);
        outbox.Queue(new Letter
        {
            Key = $"password-changed:{account.Id}:{Guid.NewGuid():N}",
            To = new(account.MemberId, account.Name, account.Email!, account.Language),
            Subject = texts["PasswordChanged.Subject"],
            Heading = texts["PasswordChanged.Subject"],
            Paragraphs = [texts["PasswordChanged.When", account.Name, name, day, time], texts["PasswordChanged.NotYou", contact]],
            Button = new(texts["Reset.Button"], address.Of("/forgot-password")),
            AtAnyHour = true,
        });
    }
}

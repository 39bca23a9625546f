using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Welcomes somebody who has an account now, with a link to choose its password.</summary>
internal sealed class InvitationMail(
    Outbox outbox, IStringLocalizer<MailTexts> texts, IOptions<OrganisationOptions> organisation, BillingCalendar calendar)
{
    public void Queue(Account account, MailedLink link)
    {
        using var language = Language.Of(account.Language).Use();
        var lastDay = DayText.Long(calendar.DayOf(link.ExpiresAt), calendar.Today);
        outbox.Queue(new Letter
        {
            Key = $"invitation:{link.Id}",
            To = new(account.MemberId, account.Name, account.Email!, account.Language),
            Subject = texts["Invitation.Subject", organisation.Value.Name],
            Heading = texts["Invitation.Heading", account.Name],
            Paragraphs = [texts["Invitation.What", organisation.Value.Name], texts["Invitation.Until", lastDay]],
            Button = new(texts["Invitation.Button"], link.Address),
            CarriesSecret = true,
        });
    }
}

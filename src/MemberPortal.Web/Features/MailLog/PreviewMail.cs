using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>Words a mail for somebody made up. It is put into the outbox as the real ones are, and forgotten instead of saved.</summary>
internal sealed class PreviewMail(
    PortalDbContext db,
    IServiceProvider services,
    IStringLocalizer<Texts> texts,
    BillingCalendar calendar,
    IOptions<OrganisationOptions> organisation)
{
    /// <param name="sample">Which mail.</param>
    /// <param name="language">In which language.</param>
    /// <param name="reader">Whom it addresses.</param>
    public OutgoingMail Of(MailSample sample, Language language, string reader)
    {
        using var _ = language.Use();
        sample.Queue(services, new(reader, language, texts["MailLog.SampleTitle"], organisation.Value.Currency, calendar.Now, calendar.Today));
        var mail = db.Outbox.Local.Single();
        db.ChangeTracker.Clear();
        return mail;
    }
}

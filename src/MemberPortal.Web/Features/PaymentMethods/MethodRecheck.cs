using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Looks at a notice of a payment method again just before it leaves: it is withdrawn once the method has been replaced,
/// removed or renewed, or is out of that trouble.
/// </summary>
internal sealed class MethodRecheck(PortalDbContext db, MethodNoticeMail mail, BillingCalendar calendar) : IMailRecheck
{
    public const string Kind = "method";

    public static string ReferenceOf(MethodNotice notice) =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}:{notice.PaymentMethodId}:{notice.Trouble}:{notice.Episode:yyyy-MM-dd}");

    public async Task<MailVerdict> LookAsync(OutgoingMail outgoing, string reference, CancellationToken cancellationToken)
    {
        var method = await db.WithNotices(db.PaymentMethods.Where(m => m.MemberId == outgoing.MemberId)).SingleOrDefaultAsync(cancellationToken);
        var notice = method?.Notices.SingleOrDefault(n => $"{Kind}:{reference}" == ReferenceOf(n)
            && n.OverOn is null && n.Trouble == method.Row.Facts.TroubleOn(calendar.Today));
        if (notice is null || method!.Member.Email is null)
            return new MailVerdict.Withdrawn();

        return outgoing.IsAsWordedFor(method.Member) ? new MailVerdict.Holds() : new MailVerdict.HoldsAs(mail.LetterOf(method, notice));
    }
}

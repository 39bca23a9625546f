using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Queues what is new of some payment methods, each notice with the note that it was told, in one write. Run again it finds
/// nothing new.
/// </summary>
internal sealed class TellOfSomeMethods(PortalDbContext db, MethodNoticeMail mail, BillingCalendar calendar)
{
    public Task RunAsync(IReadOnlyCollection<int> methodIds, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var today = calendar.Today;
            var methods = await db.WithNotices(db.PaymentMethods.Where(m => methodIds.Contains(m.Id))).ToListAsync(cancellationToken);
            foreach (var method in methods)
            {
                foreach (var over in method.OverOn(today))
                    db.MethodNotices.Attach(over).Entity.OverOn = today;

                if (method.NewsOn(today) is { } news && mail.Queue(method, news) is not null)
                    db.MethodNotices.Add(news);
            }
        },
        cancellationToken);
}

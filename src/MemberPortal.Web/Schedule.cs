using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web;

/// <summary>
/// Everything that happens without anybody clicking. In the order of a turn: what brings news, what is made of it, and
/// last the mails that tell it.
/// </summary>
internal static class Schedule
{
    public static readonly IReadOnlyList<ScheduledJob> Jobs =
    [
        ScheduledJob.Every<HandleStripeEvents>(TimeSpan.FromSeconds(5)),
        ScheduledJob.Every<RecoverAttempts>(TimeSpan.FromSeconds(15)),
        ScheduledJob.Every<RecoverMethodSetups>(TimeSpan.FromSeconds(15)),
        ScheduledJob.Every<DetachRetiredMethods>(TimeSpan.FromSeconds(30)),
        ScheduledJob.Every<IssueDueDrafts>(TimeSpan.FromMinutes(1)),   // outside the quiet hours of the settings
        ScheduledJob.Every<RemindOfPastDueInvoices>(TimeSpan.FromMinutes(10)),   // from nine to six, of the settings
        ScheduledJob.Every<GiveUpPastDueInvoices>(TimeSpan.FromHours(1)),
        ScheduledJob.Every<TellOfPaymentMethods>(TimeSpan.FromHours(1)),
        ScheduledJob.Every<SendOutgoingMails>(TimeSpan.FromSeconds(5)),
        ScheduledJob.Every<TidySignIns>(TimeSpan.FromHours(1)),
        ScheduledJob.Every<TidyReceiptLinks>(TimeSpan.FromHours(1)),
        ScheduledJob.Daily<TidyRuns>(3, 30),
    ];
}

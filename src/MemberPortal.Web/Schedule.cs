using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web;

/// <summary>Everything that happens without anybody clicking.</summary>
internal static class Schedule
{
    public static readonly IReadOnlyList<ScheduledJob> Jobs =
    [
        ScheduledJob.Every<HandleStripeEvents>(TimeSpan.FromSeconds(5)),
        ScheduledJob.Every<SendOutgoingMails>(TimeSpan.FromSeconds(5)),
        ScheduledJob.Every<RecoverAttempts>(TimeSpan.FromSeconds(15)),
        ScheduledJob.Every<RecoverMethodSetups>(TimeSpan.FromSeconds(15)),
        ScheduledJob.Every<DetachRetiredMethods>(TimeSpan.FromSeconds(30)),
        ScheduledJob.Every<IssueDueDrafts>(TimeSpan.FromMinutes(1)),
        ScheduledJob.Every<RemindOfPastDueInvoices>(TimeSpan.FromMinutes(10)),
        ScheduledJob.Every<GiveUpPastDueInvoices>(TimeSpan.FromHours(1)),
        ScheduledJob.Every<TellOfPaymentMethods>(TimeSpan.FromHours(1)),
        ScheduledJob.Every<TidySignIns>(TimeSpan.FromHours(1)),
    ];
}

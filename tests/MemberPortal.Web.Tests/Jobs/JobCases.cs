using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Jobs.Cases;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>The case of each job, one line each.</summary>
internal static class JobCases
{
    public static readonly IReadOnlyDictionary<Type, Func<JobCase>> All = new Dictionary<Type, Func<JobCase>>
    {
        [typeof(HandleStripeEvents)] = () => new ReportedPayments(),
        [typeof(RecoverAttempts)] = () => new ForgottenPayments(),
        [typeof(RecoverMethodSetups)] = () => new ForgottenSetups(),
        [typeof(DetachRetiredMethods)] = () => new ReplacedCards(),
        [typeof(IssueDueDrafts)] = () => new DueDrafts(),
        [typeof(RemindOfPastDueInvoices)] = () => new LateInvoices(),
        [typeof(GiveUpPastDueInvoices)] = () => new UsedUpReminders(),
        [typeof(TellOfPaymentMethods)] = () => new ExpiringCards(),
        [typeof(SendOutgoingMails)] = () => new WaitingMails(),
        [typeof(TidySignIns)] = () => new OldSignIns(),
        [typeof(TidyReceiptLinks)] = () => new OldReceiptLinks(),
        [typeof(TidyRuns)] = () => new OldRuns(),
    };
}

using MemberPortal.StripeSandbox.Disputes;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.Payouts;
using MemberPortal.StripeSandbox.Refunds;

namespace MemberPortal.StripeSandbox.Clockwork;

/// <summary>Lets happen what the timetable says is due, earliest first. Inside the store.</summary>
internal sealed class DueHappenings(
    Timetable timetable, DebitAnswers debits, DisputeBook disputes, RefundBook refunds, PayoutBook payouts, EventLog events)
{
    public void Run()
    {
        events.Prune();
        payouts.MakeDue();
        while (timetable.TakeDue() is var (what, subject))
            Run(what, subject);
    }

    /// <summary>Null while nothing is to come.</summary>
    public DateTimeOffset? NextAt() => new[] { timetable.NextAt(), payouts.NextAt() }.Min();

    private void Run(Happening what, string subject)
    {
        switch (what)
        {
            case Happening.DebitSettles:
                debits.Answer(subject);
                break;
            case Happening.ChargeIsDisputed:
                disputes.Open(subject);
                break;
            case Happening.RefundSucceeds:
                refunds.Succeed(subject);
                break;
            case Happening.RefundFails:
                refunds.Fail(subject, "expired_or_canceled_card");
                break;
            case Happening.RefundIsFunded:
                refunds.LookAtBalance(subject);
                break;
            case Happening.PayoutIsSent:
                payouts.Send(subject);
                break;
            case Happening.PayoutArrives:
                payouts.Arrive(subject);
                break;
        }
    }
}

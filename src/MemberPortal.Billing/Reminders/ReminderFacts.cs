using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Reminders;

/// <summary>All that reminding of one invoice depends on (2-statuses.md, Reminders). Days are business dates.</summary>
public sealed record ReminderFacts
{
    public required InvoiceFacts Invoice { get; init; }

    public required InvoiceKind Kind { get; init; }

    /// <summary>The newest stage that was taken for the present due date; 0 for none. A moved due date begins anew.</summary>
    public required int LastStage { get; init; }

    /// <summary>The day on which the mail of <see cref="LastStage"/> left; null while it waits.</summary>
    public required DateOnly? LastLeftOn { get; init; }

    /// <summary>A charge was begun and the provider has not said what became of it.</summary>
    public required bool IsChargeUnknown { get; init; }

    /// <summary>The day on which the member said that the money is sent.</summary>
    public required DateOnly? TransferReportedOn { get; init; }

    /// <summary>By a seller: the first day on which reminders may leave again.</summary>
    public required DateOnly? PausedUntil { get; init; }

    public required bool IsChargedByItself { get; init; }

    public required bool IsPaidFromBalanceByItself { get; init; }

    /// <summary>The member has an address that mail has not come back from.</summary>
    public required bool IsReachable { get; init; }

    /// <summary>
    /// Whether <paramref name="today"/> is no day to remind of it. The first row that fits decides:
    /// <code>
    /// fact                                              refusal
    /// not PastDue                                       NotPastDue
    /// a top-up                                          TopUp
    /// cannot be paid now, or a charge is unknown        UnderWay
    /// paused by the member or a seller                  Paused
    /// will be charged, or paid from the balance         PaidByItself
    /// no address that mail reaches                      Unreachable
    /// </code>
    /// </summary>
    public ReminderRefusal? RefusalOn(DateOnly today, ReminderPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        return this switch
        {
            _ when Invoice.StatusOn(today) != InvoiceStatus.PastDue => ReminderRefusal.NotPastDue,
            { Kind: InvoiceKind.TopUp } => ReminderRefusal.TopUp,
            { IsChargeUnknown: true } => ReminderRefusal.UnderWay,
            _ when !Invoice.CanBePaidOn(today) => ReminderRefusal.UnderWay,
            { PausedUntil: { } until } when today < until => ReminderRefusal.Paused,
            _ when plan.TransferAwaitedUntil(TransferReportedOn, today) is not null => ReminderRefusal.Paused,
            { IsChargedByItself: true } or { IsPaidFromBalanceByItself: true } => ReminderRefusal.PaidByItself,
            { IsReachable: false } => ReminderRefusal.Unreachable,
            _ => null,
        };
    }

    /// <summary>
    /// The stage that leaves on <paramref name="today"/>: the newest that the day has come to, if it has not left yet.
    /// Older ones that did not leave in their time never will.
    /// </summary>
    public int? StageDueOn(DateOnly today, ReminderPlan plan)
    {
        if (RefusalOn(today, plan) is not null || Invoice.DueOn is not { } dueOn)
            return null;

        var reached = plan.StageReachedOn(today, dueOn);
        return reached > LastStage ? reached : null;
    }

    /// <summary>
    /// Whether the machine gives it up: past due, the last stage left long enough ago, and nothing is under way, disputed
    /// or paused. Nobody is given up on without having been reminded; whoever lost their address since then is.
    /// </summary>
    public bool IsGivenUpOn(DateOnly today, ReminderPlan plan) =>
        RefusalOn(today, plan) is null or ReminderRefusal.Unreachable
        && LastStage >= plan.LastStage
        && LastLeftOn is { } leftOn
        && today.DayNumber - leftOn.DayNumber >= plan.DaysUntilGivenUp;
}

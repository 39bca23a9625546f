namespace MemberPortal.Billing.Reminders;

/// <summary>When a late invoice is reminded of, and when that ends (2-statuses.md, Reminders); every number is a setting.</summary>
public sealed record ReminderPlan
{
    /// <summary>From the due date to each stage, in days, rising.</summary>
    public required IReadOnlyList<int> DaysAfterDue { get; init; }

    /// <summary>From the day the last stage left until the invoice is given up.</summary>
    public required int DaysUntilGivenUp { get; init; }

    /// <summary>How long nobody is reminded after saying that the money is on its way.</summary>
    public required int TransferDays { get; init; }

    /// <summary>Stages count from 1.</summary>
    public int LastStage => DaysAfterDue.Count;

    /// <summary>The newest stage that the day has come to; 0 before the first.</summary>
    public int StageReachedOn(DateOnly today, DateOnly dueOn) =>
        DaysAfterDue.Count(days => today.DayNumber - dueOn.DayNumber >= days);

    /// <summary>
    /// Until when money that the member reported as sent is waited for, on <paramref name="today"/>: the first business date on
    /// which reminders may leave again. Null: nothing is waited for.
    /// </summary>
    public DateOnly? TransferAwaitedUntil(DateOnly? reportedOn, DateOnly today) =>
        reportedOn?.AddDays(TransferDays) is { } until && today < until ? until : null;
}

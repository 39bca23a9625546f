using System.Globalization;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Reminders;

namespace MemberPortal.Billing.Tests.Reminders;

public sealed class ReminderFactsTests
{
    private static readonly DateOnly DueOn = new(2026, 3, 31);
    private static readonly DateTime Now = new(2026, 4, 3, 9, 0, 0, DateTimeKind.Utc);
    private static readonly ReminderPlan Plan = new() { DaysAfterDue = [3, 10, 17], DaysUntilGivenUp = 30, TransferDays = 5 };

    private static readonly ReminderFacts Late = new()
    {
        Invoice = new()
        {
            IssuedOn = new(2026, 3, 1),
            DueOn = DueOn,
            VoidedOn = null,
            UncollectibleOn = null,
            RefundedOutsideOn = null,
            Total = 500,
            Received = 0,
            Refunded = 0,
        },
        Kind = InvoiceKind.Invoice,
        LastStage = 0,
        LastLeftOn = null,
        IsChargeUnknown = false,
        TransferReportedOn = null,
        PausedUntil = null,
        IsChargedByItself = false,
        IsPaidFromBalanceByItself = false,
        IsReachable = true,
    };

    private static readonly Dictionary<string, Func<ReminderFacts, ReminderFacts>> Facts = new()
    {
        ["nothing else"] = f => f,
        ["draft"] = f => f with { Invoice = f.Invoice with { IssuedOn = null } },
        ["void"] = f => f with { Invoice = f.Invoice with { VoidedOn = DueOn } },
        ["given up"] = f => f with { Invoice = f.Invoice with { UncollectibleOn = DueOn } },
        ["paid"] = f => f with { Invoice = f.Invoice with { Received = 500 } },
        ["partly paid"] = f => f with { Invoice = f.Invoice with { Received = 499 } },
        ["no due date"] = f => f with { Invoice = f.Invoice with { DueOn = null } },
        ["in time"] = f => f with { Invoice = f.Invoice with { DueOn = DueOn.AddDays(3) } },
        ["top-up"] = f => f with { Kind = InvoiceKind.TopUp },
        ["processing"] = f => f with { Invoice = f.Invoice with { ProcessingSince = Now } },
        ["disputed"] = f => f with { Invoice = f.Invoice with { DisputedAt = Now } },
        ["refund started"] = f => f with { Invoice = f.Invoice with { RefundStartedAt = Now } },
        ["act awaited"] = f => f with { Invoice = f.Invoice with { ActAwaitedSince = Now } },
        ["action required"] = f => f with { Invoice = f.Invoice with { ActionRequiredAt = Now } },
        ["charge unknown"] = f => f with { IsChargeUnknown = true },
        ["paused until tomorrow"] = f => f with { PausedUntil = DueOn.AddDays(4) },
        ["paused until today"] = f => f with { PausedUntil = DueOn.AddDays(3) },
        ["sent four days ago"] = f => f with { TransferReportedOn = DueOn.AddDays(-1) },
        ["sent five days ago"] = f => f with { TransferReportedOn = DueOn.AddDays(-2) },
        ["charged by itself"] = f => f with { IsChargedByItself = true },
        ["paid from the balance"] = f => f with { IsPaidFromBalanceByItself = true },
        ["unreachable"] = f => f with { IsReachable = false },
        ["processing and unreachable"] = f => f with { IsReachable = false, Invoice = f.Invoice with { ProcessingSince = Now } },
    };

    // One line per row of the table over RefusalOn, three days after the due date, then the edges between rows.
    [Theory]
    [InlineData("nothing else", null)]
    [InlineData("draft", ReminderRefusal.NotPastDue)]
    [InlineData("void", ReminderRefusal.NotPastDue)]
    [InlineData("given up", ReminderRefusal.NotPastDue)]
    [InlineData("paid", ReminderRefusal.NotPastDue)]
    [InlineData("no due date", ReminderRefusal.NotPastDue)]
    [InlineData("in time", ReminderRefusal.NotPastDue)]
    [InlineData("partly paid", null)]
    [InlineData("top-up", ReminderRefusal.TopUp)]
    [InlineData("processing", ReminderRefusal.UnderWay)]
    [InlineData("disputed", ReminderRefusal.UnderWay)]
    [InlineData("refund started", ReminderRefusal.UnderWay)]
    [InlineData("act awaited", ReminderRefusal.UnderWay)]
    [InlineData("charge unknown", ReminderRefusal.UnderWay)]
    [InlineData("action required", null)]
    [InlineData("paused until tomorrow", ReminderRefusal.Paused)]
    [InlineData("paused until today", null)]
    [InlineData("sent four days ago", ReminderRefusal.Paused)]
    [InlineData("sent five days ago", null)]
    [InlineData("charged by itself", ReminderRefusal.PaidByItself)]
    [InlineData("paid from the balance", ReminderRefusal.PaidByItself)]
    [InlineData("unreachable", ReminderRefusal.Unreachable)]
    [InlineData("processing and unreachable", ReminderRefusal.UnderWay)]
    public void Of_a_late_invoice_that_is(string also, ReminderRefusal? expected)
    {
        var facts = Facts[also](Late);

        Assert.Equal(expected, facts.RefusalOn(DueOn.AddDays(3), Plan));
        Assert.Equal(expected is null ? 1 : null, facts.StageDueOn(DueOn.AddDays(3), Plan));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1, null)]
    [InlineData(0, 2, null)]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, null)]
    [InlineData(0, 9, 1)]
    [InlineData(1, 9, null)]
    [InlineData(1, 10, 2)]
    [InlineData(2, 10, null)]
    [InlineData(2, 16, null)]
    [InlineData(2, 17, 3)]
    [InlineData(3, 17, null)]
    [InlineData(3, 400, null)]
    [InlineData(0, 10, 2)]
    [InlineData(0, 17, 3)]
    [InlineData(1, 400, 3)]
    public void After_stage_so_many_days_late_the_newest_leaves_and_the_older_count_as_done(int lastStage, int daysLate, int? expected) =>
        Assert.Equal(expected, (Late with { LastStage = lastStage }).StageDueOn(DueOn.AddDays(daysLate), Plan));

    [Theory]
    [InlineData("nothing else", 3, "2026-04-17", 29, false)]
    [InlineData("nothing else", 3, "2026-04-17", 30, true)]
    [InlineData("nothing else", 3, "2026-04-17", 300, true)]
    [InlineData("nothing else", 3, "2026-06-01", 29, false)]
    [InlineData("nothing else", 3, "2026-06-01", 30, true)]
    [InlineData("nothing else", 2, "2026-04-17", 30, false)]
    [InlineData("nothing else", 3, null, 30, false)]
    [InlineData("unreachable", 3, "2026-04-17", 30, true)]
    [InlineData("unreachable", 0, null, 300, false)]
    [InlineData("paid", 3, "2026-04-17", 30, false)]
    [InlineData("given up", 3, "2026-04-17", 30, false)]
    [InlineData("top-up", 3, "2026-04-17", 30, false)]
    [InlineData("processing", 3, "2026-04-17", 30, false)]
    [InlineData("charge unknown", 3, "2026-04-17", 30, false)]
    [InlineData("disputed", 3, "2026-04-17", 30, false)]
    [InlineData("charged by itself", 3, "2026-04-17", 30, false)]
    public void It_is_given_up_when_the_reminders_are_used_up_and_the_waiting_is_over(
        string also, int lastStage, string? leftOn, int daysLater, bool expected)
    {
        var last = leftOn is null ? (DateOnly?)null : DateOnly.Parse(leftOn, CultureInfo.InvariantCulture);
        var facts = Facts[also](Late) with { LastStage = lastStage, LastLeftOn = last };

        Assert.Equal(expected, facts.IsGivenUpOn((last ?? DueOn.AddDays(17)).AddDays(daysLater), Plan));
    }

    [Fact]
    public void A_pause_puts_giving_up_off_until_its_end()
    {
        var facts = Late with { LastStage = 3, LastLeftOn = DueOn.AddDays(17), PausedUntil = DueOn.AddDays(60) };

        Assert.False(facts.IsGivenUpOn(DueOn.AddDays(59), Plan));
        Assert.True(facts.IsGivenUpOn(DueOn.AddDays(60), Plan));
    }
}

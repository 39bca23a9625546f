using MemberPortal.Billing.Reminders;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>An invoice past its due date, with what decides whether its member is reminded of it.</summary>
internal sealed record LateInvoice
{
    public required Invoice Invoice { get; init; }
    public required Member Member { get; init; }
    public required int LastStage { get; init; }
    public required DateOnly? LastLeftOn { get; init; }
    public required bool IsChargeUnknown { get; init; }

    public ReminderFacts Facts => new()
    {
        Invoice = Invoice.Facts,
        Kind = Invoice.Kind,
        LastStage = LastStage,
        LastLeftOn = LastLeftOn,
        IsChargeUnknown = IsChargeUnknown,
        TransferReportedOn = Invoice.TransferReportedOn,
        PausedUntil = Invoice.RemindersPausedUntil,
        IsChargedByItself = false,   // nothing collects and no balance pays by itself yet
        IsPaidFromBalanceByItself = false,
        IsReachable = Member.IsReachable(),
    };
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Invoices;

internal static class DueText
{
    /// <summary>"due Friday 27 November", "was due Sunday 15 November", "no due date".</summary>
    public static string DueOf(this IStringLocalizer<Texts> texts, InvoiceFacts facts, DateOnly today) => facts switch
    {
        { ActAwaitedSince: not null } => texts["Invoice.Due.NotSet"],
        { DueOn: null } => texts["Invoice.Due.None"],
        { DueOn: { } day } when day < today => texts["Invoice.Due.Was", DayText.Long(day, today)],
        { DueOn: { } day } when day == today => texts["Invoice.Due.Today"],
        { DueOn: { } day } => texts["Invoice.Due.On", DayText.Long(day, today)],
    };
}

using System.ComponentModel.DataAnnotations;
using MemberPortal.Billing.Kids;

namespace MemberPortal.Web.Organisation;

/// <summary>Section "Invoicing" of the settings: the numbers of 2-statuses.md.</summary>
internal sealed class InvoicingOptions
{
    public const string Section = "Invoicing";

    /// <summary>Minutes that a draft waits before it goes out by itself.</summary>
    [Range(0, 10_080)]
    public int DraftMinutes { get; init; } = 60;

    /// <summary>Days between sending and the earliest due date.</summary>
    [Range(0, 90)]
    public int MinimumDaysToPay { get; init; } = 7;

    /// <summary>Nothing is sent from this hour…</summary>
    [Range(0, 23)]
    public int QuietFromHour { get; init; } = 20;

    /// <summary>…until this one, in the organisation's zone.</summary>
    [Range(0, 23)]
    public int QuietUntilHour { get; init; } = 8;

    /// <summary>Days for which the pay link of a mail opens its invoice.</summary>
    [Range(1, 3650)]
    public int PayLinkDays { get; init; } = 90;

    public KidAlgorithm KidAlgorithm { get; init; } = KidAlgorithm.Mod10;
}

using System.ComponentModel.DataAnnotations;
using MemberPortal.Billing.Reminders;

namespace MemberPortal.Web.Organisation;

/// <summary>Section "Reminders" of the settings: when members are reminded of what is late (2-statuses.md, Reminders).</summary>
internal sealed class ReminderOptions : IValidatableObject
{
    public const string Section = "Reminders";

    /// <summary>Days from the due date to the first reminder…</summary>
    [Range(1, 365)]
    public int FirstDays { get; init; } = 3;

    /// <summary>…to the second…</summary>
    [Range(1, 365)]
    public int SecondDays { get; init; } = 10;

    /// <summary>…and to the last.</summary>
    [Range(1, 365)]
    public int LastDays { get; init; } = 17;

    /// <summary>Days from the last reminder until the invoice is given up as uncollectible.</summary>
    [Range(1, 365)]
    public int DaysUntilUncollectible { get; init; } = 30;

    /// <summary>Days without reminders after a member said that the money is sent.</summary>
    [Range(0, 30)]
    public int TransferDays { get; init; } = 5;

    /// <summary>Reminders leave from this hour…</summary>
    [Range(0, 23)]
    public int FromHour { get; init; } = 9;

    /// <summary>…until this one, in the organisation's zone.</summary>
    [Range(1, 24)]
    public int UntilHour { get; init; } = 18;

    public ReminderPlan Plan() => new()
    {
        DaysAfterDue = [FirstDays, SecondDays, LastDays],
        DaysUntilGivenUp = DaysUntilUncollectible,
        TransferDays = TransferDays,
    };

    /// <summary>UTC: now, or the next moment at which reminders leave.</summary>
    public DateTime DecentHour(BillingCalendar calendar) => calendar.AfterQuietHours(calendar.Now, UntilHour, FromHour);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(FirstDays < SecondDays && SecondDays < LastDays))
            yield return new("Reminders:FirstDays, SecondDays and LastDays rise.", [nameof(SecondDays)]);

        if (FromHour >= UntilHour)
            yield return new("Reminders:UntilHour is later than FromHour.", [nameof(UntilHour)]);
    }
}

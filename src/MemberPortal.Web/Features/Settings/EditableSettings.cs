using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Settings;

/// <summary>
/// What an administrator may change on the settings page, one line each, in the order of the page. Secrets and addresses
/// are set where the portal is run and nowhere else.
/// </summary>
internal static class EditableSettings
{
    public static readonly IReadOnlyList<EditableSetting> All =
    [
        EditableSetting.Of<InvoicingOptions>(InvoicingOptions.Section, nameof(InvoicingOptions.DraftMinutes)),
        EditableSetting.Of<InvoicingOptions>(InvoicingOptions.Section, nameof(InvoicingOptions.MinimumDaysToPay)),
        EditableSetting.Of<InvoicingOptions>(InvoicingOptions.Section, nameof(InvoicingOptions.QuietFromHour)),
        EditableSetting.Of<InvoicingOptions>(InvoicingOptions.Section, nameof(InvoicingOptions.QuietUntilHour)),

        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.FirstDays)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.SecondDays)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.LastDays)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.DaysUntilUncollectible)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.TransferDays)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.FromHour)),
        EditableSetting.Of<ReminderOptions>(ReminderOptions.Section, nameof(ReminderOptions.UntilHour)),

        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.ResetLinkMinutes)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.InvitationDays)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.MemberSessionDays)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.MemberIdleDays)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.StaffSessionHours)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.StaffIdleMinutes)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.TriesPerAccount)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.TryMinutes)),
        EditableSetting.Of<SignInOptions>(SignInOptions.Section, nameof(SignInOptions.MailsPerHour)),
    ];
}

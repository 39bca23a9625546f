using System.Globalization;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>What one mail reminds a member of.</summary>
/// <param name="Member">Who owes it.</param>
/// <param name="Late">All that may be asked for today, the longest late first.</param>
/// <param name="Stages">What it takes a stage of.</param>
/// <param name="IsLast">The last stage is among them.</param>
internal sealed record MemberReminder(
    Member Member, IReadOnlyList<Invoice> Late, IReadOnlyList<ReachedStage> Stages, bool IsLast)
{
    /// <summary>Nothing of it left before.</summary>
    public bool IsFirst => Stages.All(stage => stage.Stage == 1);

    /// <summary>What it asks for, as <see cref="OutgoingMail.Recheck"/> remembers it: "2026-00042=120000,2026-00057=4900".</summary>
    public string Asks => string.Join(
        ',', Late.Select(invoice => string.Create(CultureInfo.InvariantCulture, $"{invoice.Number}={invoice.Facts.LeftToPay}")));
}

/// <summary>A stage that a mail takes of an invoice and its due date.</summary>
internal sealed record ReachedStage(int InvoiceId, DateOnly DueOn, int Stage)
{
    public static ReachedStage Of(Reminder taken) => new(taken.InvoiceId, taken.DueOn, taken.Stage);

    public Reminder In(OutgoingMail mail) => new() { InvoiceId = InvoiceId, DueOn = DueOn, Stage = Stage, MailId = mail.Id };
}

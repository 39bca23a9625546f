namespace MemberPortal.Web.Data;

/// <summary>
/// A stage of reminding that a mail has taken for an invoice, written with the mail. The database refuses a second. Where
/// the mail does not leave after all, its stages are free again.
/// </summary>
internal sealed class Reminder
{
    public int Id { get; init; }
    public required int InvoiceId { get; init; }

    /// <summary>The due date that it reminds of: a later one begins again with the first stage.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>From 1.</summary>
    public required int Stage { get; init; }

    public int MailId { get; init; }
    public OutgoingMail? Mail { get; init; }

    /// <summary>The business date on which the mail was handed to the server; null while it waits.</summary>
    public DateOnly? LeftOn { get; set; }
}

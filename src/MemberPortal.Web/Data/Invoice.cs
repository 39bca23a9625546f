using MemberPortal.Billing.Invoices;

namespace MemberPortal.Web.Data;

/// <summary>
/// The facts of an invoice. Its status is computed from them (<see cref="InvoiceFacts"/>), never stored. What came in and
/// what went back is kept beside the journal, written in the same transaction and proved against it every night.
/// </summary>
internal sealed class Invoice
{
    public int Id { get; init; }
    public required int MemberId { get; init; }
    public Member? Member { get; init; }
    public InvoiceKind Kind { get; init; }

    /// <summary>What it is for, in a few words.</summary>
    public required string Title { get; set; }

    public required string Currency { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Of the form by which somebody made it out: sent twice, it is one invoice. Null for what the machine makes.</summary>
    public Guid? FormKey { get; init; }

    /// <summary>Given at finalisation: "2026-00042".</summary>
    public string? Number { get; private set; }

    /// <summary>Given at finalisation.</summary>
    public string? Kid { get; private set; }

    public DateOnly? IssuedOn { get; private set; }

    /// <summary>When its mail was queued; null on an issued invoice: "not sent".</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>The last day in time; null for none by choice.</summary>
    public DateOnly? DueOn { get; set; }

    public DateOnly? VoidedOn { get; set; }
    public DateOnly? UncollectibleOn { get; set; }
    public DateOnly? RefundedOutsideOn { get; set; }

    /// <summary>Minor units, VAT included: the sum of the lines.</summary>
    public long Total { get; private set; }

    /// <summary>Minor units: all that came in for it, less what was reversed, moved away or sent back as excess.</summary>
    public long Received { get; set; }

    /// <summary>Minor units: sent back of what settled it.</summary>
    public long Refunded { get; set; }

    /// <summary>When the member last said that the money is sent; reminders wait for it for some days.</summary>
    public DateOnly? TransferReportedOn { get; set; }

    /// <summary>By a seller: the first day on which reminders may leave again.</summary>
    public DateOnly? RemindersPausedUntil { get; set; }

    public DateTime? DisputedAt { get; set; }
    public DateTime? ActionRequiredAt { get; set; }

    /// <summary>Since when the provider has had a charge under way.</summary>
    public DateTime? ProcessingSince { get; set; }

    public DateTime? RefundStartedAt { get; set; }
    public DateTime? ActAwaitedSince { get; set; }
    public DateTime? PaidFromBalanceAt { get; set; }

    public List<InvoiceLine> Lines { get; } = [];

    public InvoiceFacts Facts => new()
    {
        IssuedOn = IssuedOn,
        DueOn = DueOn,
        VoidedOn = VoidedOn,
        UncollectibleOn = UncollectibleOn,
        RefundedOutsideOn = RefundedOutsideOn,
        Total = Total,
        Received = Received,
        Refunded = Refunded,
        DisputedAt = DisputedAt,
        ActionRequiredAt = ActionRequiredAt,
        ProcessingSince = ProcessingSince,
        RefundStartedAt = RefundStartedAt,
        ActAwaitedSince = ActAwaitedSince,
        PaidFromBalanceAt = PaidFromBalanceAt,
    };

    public void Add(InvoiceLine line)
    {
        DemandDraft();
        Lines.Add(line);
        Total = checked(Total + line.Amount);
    }

    /// <summary>Of a draft only: the old lines are taken out of the database by whoever calls this.</summary>
    public void Replace(IEnumerable<InvoiceLine> lines)
    {
        DemandDraft();
        Lines.Clear();
        Total = 0;
        foreach (var line in lines)
            Add(line);
    }

    public void Issue(string number, string kid, DateOnly on)
    {
        if (IssuedOn is not null)
            throw new InvalidOperationException($"Invoice {Number} is issued already.");

        Number = number;
        Kid = kid;
        IssuedOn = on;
    }

    private void DemandDraft()
    {
        if (IssuedOn is not null)
            throw new InvalidOperationException($"Invoice {Number} is issued: its lines are fixed.");
    }
}

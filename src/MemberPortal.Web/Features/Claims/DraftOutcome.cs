using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Claims;

/// <summary>What became of a wish about a draft.</summary>
internal abstract record DraftOutcome
{
    internal sealed record Done(int InvoiceId) : DraftOutcome;

    /// <summary>It was sent or discarded meanwhile: nothing was changed.</summary>
    internal sealed record NotADraft(InvoiceStatus Status) : DraftOutcome;

    internal sealed record NoLines : DraftOutcome;

    /// <summary>Nor such a member, where it would be a new one.</summary>
    internal sealed record NoSuchDraft : DraftOutcome;

    /// <returns>Null for a draft that may be changed, sent or discarded.</returns>
    public static DraftOutcome? RefusalOf(Invoice? invoice, DateOnly today) => invoice?.Facts.StatusOn(today) switch
    {
        null => new NoSuchDraft(),
        InvoiceStatus.Draft => null,
        { } status => new NotADraft(status),
    };
}

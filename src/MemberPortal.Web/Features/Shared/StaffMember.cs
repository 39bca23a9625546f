using System.Security.Claims;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Shared;

/// <summary>A seller or an administrator who does something, as logs and receipts name them.</summary>
internal sealed record StaffMember(int AccountId, string Name)
{
    public static StaffMember Of(ClaimsPrincipal user) => new(user.AccountId(), user.DisplayName());

    /// <summary>The line of the audit log: for the write that does it.</summary>
    public AuditEntry Did(AuditAct what, DateTime at, int? memberId = null, int? invoiceId = null, string? detail = null, string? comment = null) => new()
    {
        At = at,
        By = Name,
        AccountId = AccountId,
        What = what,
        MemberId = memberId,
        InvoiceId = invoiceId,
        Detail = detail,
        Comment = comment,
    };

    /// <summary>The line of the invoice's own log, which the member sees without the comment.</summary>
    public InvoiceLogEntry Noted(Invoice invoice, InvoiceHappening what, DateTime at, string? comment = null, long? amount = null) => new()
    {
        InvoiceId = invoice.Id,
        At = at,
        What = what,
        By = Name,
        Amount = amount,
        Comment = comment,
    };
}

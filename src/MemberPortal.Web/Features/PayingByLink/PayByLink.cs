using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.SignIn;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>
/// A tap on Pay by whoever holds a link, on its page or after a first try: always on the provider's page, and nothing that the
/// member saved is charged or changed. So often an hour and no more, since each tap and each look asks the provider.
/// </summary>
internal sealed class PayByLink(PortalDbContext db, Throttle throttle, StartPayment startPayment)
{
    private const int TapsAnHour = 30;
    private const int LooksAnHour = 120;

    /// <param name="link">One that opens its invoice still.</param>
    /// <param name="memberId">Whose invoice it is.</param>
    /// <param name="number">The invoice's.</param>
    /// <param name="cancellationToken">Ends the calls to the provider.</param>
    public async Task<PaymentOutcome> RunAsync(LinkPayer link, int memberId, string number, CancellationToken cancellationToken)
    {
        if (await WaitAsync("pay:link", link.PayLinkId, TapsAnHour, cancellationToken) is { } wait)
            return new PaymentOutcome.TooManyTaps(wait);

        var wish = new PaymentWish { MemberId = memberId, Numbers = [number], ByLink = link };
        return await startPayment.RunAsync(wish, cancellationToken);
    }

    /// <summary>Whether the provider may be asked once more how a payment by the link stands.</summary>
    public async Task<bool> MayLookAsync(int linkId, CancellationToken cancellationToken) =>
        await WaitAsync("look:link", linkId, LooksAnHour, cancellationToken) is null;

    private Task<TimeSpan?> WaitAsync(string what, int linkId, int anHour, CancellationToken cancellationToken) => db.WriteAsync(
        () => throttle.TakeAsync([new Quota(what, $"{linkId}", anHour, TimeSpan.FromHours(1))], cancellationToken), cancellationToken);
}

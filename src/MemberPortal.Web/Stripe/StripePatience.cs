namespace MemberPortal.Web.Stripe;

/// <summary>How long one try may take: shorter while somebody waits for a page, the official client's time in jobs.</summary>
internal sealed class StripePatience(IHttpContextAccessor http)
{
    public TimeSpan PerTry => TimeSpan.FromSeconds(http.HttpContext is null ? 80 : 20);
}

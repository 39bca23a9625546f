namespace MemberPortal.Web.Stripe;

/// <summary>How long one try may take: less while somebody waits for a page than in a job.</summary>
internal sealed class StripePatience(IHttpContextAccessor http)
{
    public TimeSpan PerTry => TimeSpan.FromSeconds(http.HttpContext is null ? 80 : 20);
}

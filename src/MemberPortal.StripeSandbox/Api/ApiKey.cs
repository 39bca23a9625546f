using System.Text;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>
/// Lets any test key in, and no real one: whoever sends a live key here has mixed up two settings. A key that starts with
/// rk_test_readonly may only read.
/// </summary>
internal static class ApiKey
{
    public static void Check(HttpRequest request)
    {
        var key = Read(request.Headers.Authorization.ToString());
        if (key.Length == 0)
        {
            throw Refused("You did not provide an API key. You need to provide your API key in the Authorization header, " +
                "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }

        if (key.StartsWith("sk_live_", StringComparison.Ordinal) || key.StartsWith("rk_live_", StringComparison.Ordinal))
        {
            throw Refused("This is a sandbox, not Stripe, and you sent it a live key. Never use a real key here: " +
                "set the API base to https://api.stripe.com, or use a key that starts with sk_test_.");
        }

        if (!key.StartsWith("sk_test_", StringComparison.Ordinal) && !key.StartsWith("rk_test_", StringComparison.Ordinal))
            throw Refused("Invalid API Key provided. The sandbox takes any key that starts with sk_test_ or rk_test_.");
        if (key.StartsWith("rk_test_readonly", StringComparison.Ordinal) && !HttpMethods.IsGet(request.Method))
        {
            throw Refused(
                "The provided key does not have the required permissions for this endpoint: it may only read.", StatusCodes.Status403Forbidden);
        }
    }

    private static string Read(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();

        // curl -u sk_test_…: as in Stripe's own documentation.
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : "";
    }

    private static StripeErrorException Refused(string message, int status = StatusCodes.Status401Unauthorized) =>
        new(status, StripeErrors.Body("invalid_request_error", message));
}

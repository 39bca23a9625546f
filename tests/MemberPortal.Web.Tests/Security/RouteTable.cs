namespace MemberPortal.Web.Tests.Security;

/// <summary>
/// Who gets what, at every address. What is somebody else's is not there: 404 and never 403, which would say that it is.
/// A route without a row fails RouteMatrixTests.
/// </summary>
internal static class RouteTable
{
    /// <summary>GET and HEAD. Columns: visitor, owner, another member, seller, administrator.</summary>
    public static IReadOnlyList<RouteRow> Reading { get; } =
    [
        new("/", "/", "302 200 200 302 302"),
        new("/desk", "/desk", "302 403 403 200 200"),
        new("/invoices", "/invoices", "302 200 200 404 404"),
        new("/invoices", "/invoices?before={row}", "302 200 200 404 404"),
        new("/invoices", "/invoices?before={other row}", "302 200 200 404 404"),
        new("/invoices", "/invoices?before=-1", "302 200 200 404 404"),
        new("/invoices", "/invoices?before=nonsense", "302 200 200 404 404"),
        new("/invoices", "/invoices?before=99999999999999999999", "302 200 200 404 404"),

        new("/invoices/{number}", "/invoices/{invoice}", "302 200 404 404 404"),
        new("/invoices/{number}", "/invoices/{paid}", "302 200 404 404 404"),
        new("/invoices/{number}", "/invoices/{other invoice}", "302 404 200 404 404"),
        new("/invoices/{number}", "/invoices/{row}", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/{draft}", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/{kid}", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/{invoice}%20", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/{invoice}%00", "400 400 400 400 400"),
        new("/invoices/{number}", "/invoices/{other invoice}?number={invoice}", "302 404 200 404 404"),
        new("/invoices/{number}", "/invoices/%27%20OR%201=1%20--", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/00000000-0000-0000-0000-000000000000", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/2026-%D9%A1%D9%A2", "302 404 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/{invoice}/pay", "302 200 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/{other invoice}/pay", "302 404 200 404 404"),
        new("/invoices/{number}/pay", "/invoices/nonsense/pay", "302 404 404 404 404"),

        new("/invoices/pay", "/invoices/pay", "302 200 200 404 404"),
        new("/invoices/pay", "/invoices/pay?chosen={other invoice}", "302 200 200 404 404"),

        new("/receipts", "/receipts", "302 200 200 404 404"),
        new("/receipts", "/receipts?before={receipt}", "302 200 404 404 404"),
        new("/receipts", "/receipts?before={other receipt}", "302 404 200 404 404"),
        new("/receipts", "/receipts?before=nonsense", "302 404 404 404 404"),
        new("/receipts/{number}", "/receipts/{receipt}", "302 200 404 404 404"),
        new("/receipts/{number}", "/receipts/{other receipt}", "302 404 200 404 404"),
        new("/receipts/{number}", "/receipts/{paid}", "302 404 404 404 404"),
        new("/receipts/{number}", "/receipts/R2026-99999", "302 404 404 404 404"),
        new("/receipts/{number}", "/receipts/nonsense", "302 404 404 404 404"),

        new("/payments/{attempt}", "/payments/{finished}", "302 200 404 404 404"),
        new("/payments/{attempt}", "/payments/{attempt}", "302 200 404 404 404"),
        new("/payments/{attempt}", "/payments/{other attempt}", "302 404 200 404 404"),
        new("/payments/{attempt}", "/payments/{other finished}", "302 404 200 404 404"),
        new("/payments/{attempt}", "/payments/{invoice}", "302 404 404 404 404"),
        new("/payments/{attempt}", "/payments/att_00000000000000000000000000000000", "302 404 404 404 404"),

        new("/pay/{token}", "/pay/{pay link}", "200 200 200 200 200"),
        new("/pay/{token}", "/pay/{other pay link}", "200 200 200 200 200"),
        new("/pay/{token}", "/pay/{paid pay link}", "200 200 200 200 200"),
        new("/pay/{token}", "/pay/{void pay link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/{old pay link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/{invoice}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/{link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/nonsense", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/nonsense?token={pay link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/%27%20OR%201=1%20--", "410 410 410 410 410"),
        new("/payment-method", "/payment-method", "302 200 200 404 404"),
        new("/payment-method/remove", "/payment-method/remove", "302 200 302 404 404"),
        new("/payment-method/setup/{setup}", "/payment-method/setup/{setup}", "302 200 404 404 404"),
        new("/payment-method/setup/{setup}", "/payment-method/setup/{other setup}", "302 404 200 404 404"),
        new("/payment-method/setup/{setup}", "/payment-method/setup/{attempt}", "302 404 404 404 404"),
        new("/payment-method/setup/{setup}", "/payment-method/setup/set_00000000000000000000000000000000", "302 404 404 404 404"),
        new("/members/{number:int}/payment-method/remove", "/members/{member}/payment-method/remove", "302 403 403 200 200"),
        new("/members/{number:int}/payment-method/remove", "/members/99999/payment-method/remove", "302 403 403 404 404"),
        new("/members/{number:int}/payment-method/remove", "/members/nonsense/payment-method/remove", "404 404 404 404 404"),

        new("/profile/{handler?}", "/profile", "302 200 200 200 200"),
        new("/profile/{handler?}", "/profile/language", "302 200 200 200 200"),
        new("/profile/{handler?}", "/profile/nonsense", "302 200 200 200 200"),
        new("/sign-in", "/sign-in", "200 302 302 302 302"),
        new("/sign-in", "/sign-in?returnUrl=https://evil.example", "200 302 302 302 302"),
        new("/sign-out", "/sign-out", "302 302 302 302 302"),
        new("/sign-out", "/sign-out?everywhere=true", "302 302 302 302 302"),
        new("/forgot-password", "/forgot-password", "200 200 200 200 200"),
        new("/set-password/{token}", "/set-password/{link}", "200 200 200 200 200"),
        new("/set-password/{token}", "/set-password/nonsense", "410 410 410 410 410"),
        new("/error", "/error", "404 404 404 404 404"),

        new("/demo/accounts", "/demo/accounts", "200 200 200 200 200"),
        new("/demo/clock/{handler?}", "/demo/clock", "200 200 200 200 200"),
        new("/demo/clock/{handler?}", "/demo/clock/nonsense", "200 200 200 200 200"),
        new("/demo/mailbox", "/demo/mailbox", "200 200 200 200 200"),
        new("/demo/mailbox/{id:int}", "/demo/mailbox/{mail}", "200 200 200 200 200"),
        new("/demo/mailbox/{id:int}", "/demo/mailbox/99999", "404 404 404 404 404"),
        new("/demo/mailbox/{id:int}", "/demo/mailbox/nonsense", "404 404 404 404 404"),
        new("/demo/mailbox/{id:int}/body", "/demo/mailbox/{mail}/body", "200 200 200 200 200"),
        new("/demo/mailbox/{id:int}/body", "/demo/mailbox/99999/body", "404 404 404 404 404"),
        new("/stripe/webhook", "/stripe/webhook", "302 405 405 405 405"),
        new("/health/live", "/health/live", "200 200 200 200 200"),
        new("/health/ready", "/health/ready", "200 200 200 200 200"),

        new("/proof", "/proof", "302 403 403 403 200"),
        new("/runs/{handler?}", "/runs", "302 403 403 403 200"),
        new("/runs/{handler?}", "/runs/retry?item=1", "302 403 403 403 200"),
        new("/runs/{handler?}", "/runs/nonsense", "302 403 403 403 200"),
        new("/settings", "/settings", "302 403 403 403 200"),
    ];

    /// <summary>POST with the token of a page of one's own, to what is not one's own or is not there.</summary>
    public static IReadOnlyList<RouteRow> PostingInVain { get; } =
    [
        new("/invoices/{number}", "/invoices/nonsense", "302 404 404 404 404"),
        new("/invoices/{number}", "/invoices/{row}", "302 404 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/{draft}/pay", "302 404 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/nonsense/pay", "302 404 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/{paid}/pay", "302 200 404 404 404"),
        new("/invoices/{number}/pay", "/invoices/{paid}/pay?number={other invoice}", "302 200 404 404 404"),
        new("/invoices/pay", "/invoices/pay", "302 200 200 404 404"),
        new("/payments/{attempt}", "/payments/att_00000000000000000000000000000000", "302 404 404 404 404"),
        new("/pay/{token}", "/pay/{void pay link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/{old pay link}", "410 410 410 410 410"),
        new("/pay/{token}", "/pay/nonsense", "410 410 410 410 410"),
        new("/members/{number:int}/payment-method/remove", "/members/99999/payment-method/remove", "302 403 403 404 404"),
        new("/members/{number:int}/payment-method/remove", "/members/{member}/payment-method/remove", "302 403 403 200 200"),
        new("/set-password/{token}", "/set-password/nonsense", "410 410 410 410 410"),
        new("/demo/accounts", "/demo/accounts", "404 404 404 404 404"),
        new("/runs/{handler?}", "/runs/run?job=nonsense", "302 403 403 403 404"),
        new("/runs/{handler?}", "/runs/retry?item=99999", "302 403 403 403 404"),
        new("/runs/{handler?}", "/runs/aside?item=99999", "302 403 403 403 404"),
        new("/settings", "/settings", "302 403 403 403 422"),
        new("/demo/clock/{handler?}", "/demo/clock/by", "422 422 422 422 422"),
        new("/demo/clock/{handler?}", "/demo/clock/date?date=2001-01-01", "422 422 422 422 422"),
        new("/stripe/webhook", "/stripe/webhook", "400 400 400 400 400"),
    ];

    /// <summary>Reading that asks the provider how a payment or a setup stands, and writes down the answer (4-architecture.md).</summary>
    public static IReadOnlyList<string> MayWrite { get; } = ["/payments/{attempt}", "/payment-method/setup/{setup}"];
}

using System.Security.Cryptography;

namespace MemberPortal.StripeSandbox.Store;

/// <summary>Random ids in the shape of Stripe's: a prefix that names the kind, then letters and digits.</summary>
internal static class StripeId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Customer() => New("cus_", 14);

    public static string CheckoutSession() => New("cs_test_a1", 56);

    public static string PaymentIntent() => New("pi_3", 23);

    public static string Charge() => New("ch_3", 23);

    /// <summary>Of a charge by bank debit.</summary>
    public static string Debit() => New("py_3", 23);

    public static string SetupIntent() => New("seti_1", 23);

    public static string Mandate() => New("mandate_1", 23);

    public static string BalanceTransaction() => New("txn_3", 23);

    public static string PaymentMethod() => New("pm_1", 23);

    public static string Event() => New("evt_1", 23);

    public static string Request() => New("req_", 14);

    public static string New(string prefix, int length) => prefix + RandomNumberGenerator.GetString(Alphabet, length);
}

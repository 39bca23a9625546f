using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>Payment methods as the API shows them (6-stripe.md, 11).</summary>
internal static class MethodObject
{
    public static JsonObject OfCard(TestCard card, long expiryMonth, long expiryYear, JsonObject billing, long created) =>
        New("card", billing, created, new JsonObject
        {
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject
            {
                ["address_line1_check"] = null,
                ["address_postal_code_check"] = null,
                ["cvc_check"] = card.Decline == Decline.IncorrectCvc ? "fail" : "pass",
            },
            ["country"] = "US",
            ["display_brand"] = card.Brand,
            ["exp_month"] = expiryMonth,
            ["exp_year"] = expiryYear,
            ["fingerprint"] = Fingerprint(card.Token),
            ["funding"] = card.Funding,
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = new JsonArray(card.Brand), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        });

    public static JsonObject OfAccount(TestAccount account, JsonObject billing, long created) =>
        New("sepa_debit", billing, created, new JsonObject
        {
            ["bank_code"] = account.BankCode,
            ["branch_code"] = "",
            ["country"] = account.Country,
            ["fingerprint"] = Fingerprint(account.Iban),
            ["generated_from"] = new JsonObject { ["charge"] = null, ["setup_attempt"] = null },
            ["last4"] = account.Last4,
        });

    public static JsonObject Billing(string? name, string? email) => new()
    {
        ["address"] = new JsonObject
        {
            ["city"] = null, ["country"] = null, ["line1"] = null, ["line2"] = null, ["postal_code"] = null, ["state"] = null,
        },
        ["email"] = email,
        ["name"] = name,
        ["phone"] = null,
        ["tax_id"] = null,
    };

    private static JsonObject New(string type, JsonObject billing, long created, JsonObject details) => new()
    {
        ["id"] = StripeId.PaymentMethod(),
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = billing,
        [type] = details,
        ["created"] = created,
        ["customer"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = type,
    };

    private static string Fingerprint(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..16];
}

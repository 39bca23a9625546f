using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>Cards as payment methods: brand, last four digits and expiry are kept, never the number. Inside the store.</summary>
internal sealed class CardMethods(SandboxStore store, TimeProvider clock)
{
    /// <remarks><paramref name="created"/> is in Unix seconds; null for now.</remarks>
    public JsonObject Add(TestCard card, int expiryMonth, int expiryYear, string? name, string? email, long? created = null)
    {
        var id = StripeId.PaymentMethod();
        var method = new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_method",
            ["allow_redisplay"] = "unspecified",
            ["billing_details"] = Billing(name, email),
            ["card"] = Card(card, expiryMonth, expiryYear),
            ["created"] = created ?? clock.GetUtcNow().ToUnixTimeSeconds(),
            ["customer"] = null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["type"] = "card",
        };
        store.PaymentMethods.Keep(method);
        store.CardsBehind.Keep(new JsonObject { ["id"] = id, ["card"] = card.Token });
        return method;
    }

    /// <summary>A test token such as <c>pm_card_visa</c> becomes a fresh method; null when there is no such method or token.</summary>
    public JsonObject? Resolve(string idOrToken)
    {
        if (TestCard.ByToken(idOrToken) is not { } card)
            return store.PaymentMethods.Find(idOrToken);

        var now = clock.GetUtcNow();
        return Add(card, now.Month, now.Year + 1, null, null);
    }

    public TestCard CardBehind(JsonObject method) => TestCard.ByToken(store.CardsBehind.Find(method.Id())!.Text("card")!)!;

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

    private static JsonObject Card(TestCard card, int expiryMonth, int expiryYear) => new()
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
        ["exp_month"] = (long)expiryMonth,
        ["exp_year"] = (long)expiryYear,
        ["fingerprint"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.Token)))[..16],
        ["funding"] = card.Funding,
        ["generated_from"] = null,
        ["last4"] = card.Last4,
        ["networks"] = new JsonObject { ["available"] = new JsonArray(card.Brand), ["preferred"] = null },
        ["regulated_status"] = "unregulated",
        ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
        ["wallet"] = null,
    };
}

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>The payment methods and the test cards and accounts behind them: digits and expiry are kept, never a number. Inside the store.</summary>
internal sealed class MethodBook(SandboxStore store, TimeProvider clock)
{
    /// <remarks><paramref name="created"/> is in Unix seconds; null for now.</remarks>
    public JsonObject Add(TestCard card, long expiryMonth, long expiryYear, JsonObject billing, long? created = null) =>
        Keep(MethodObject.OfCard(card, expiryMonth, expiryYear, billing, created ?? Now), new JsonObject { ["card"] = card.Token });

    public JsonObject Add(TestAccount account, JsonObject billing) =>
        Keep(MethodObject.OfAccount(account, billing, Now), new JsonObject { ["account"] = account.Iban });

    /// <summary>A test token such as <c>pm_card_visa</c> becomes a fresh method; null when there is no such method or token.</summary>
    public JsonObject? Resolve(string idOrToken)
    {
        if (TestCard.ByToken(idOrToken) is not { } card)
            return store.PaymentMethods.Find(idOrToken);

        var now = clock.GetUtcNow();
        return Add(card, now.Month, now.Year + 1, MethodObject.Billing(null, null));
    }

    /// <summary>The test card, or as its bank behaves by now.</summary>
    public TestCard CardBehind(JsonObject method)
    {
        var card = TestCard.ByToken(Behind(method).Text("card")!)!;
        return Behind(method).Text("declines") switch
        {
            null => card,
            "authentication_required" => card with { Confirmation = BankConfirmation.Always },
            var reason => card with { Decline = Decline.For(reason), DeclinesLater = true },
        };
    }

    /// <summary>Why the bank says no by now; null while the card behaves as its number tells.</summary>
    public string? DeclinesFor(JsonObject method) => Behind(method).Text("declines");

    /// <summary>From now on the bank says no for that reason; null lets the card behave as its number tells again.</summary>
    public void ChangeBank(JsonObject method, string? reason) => Note(method, "declines", reason);

    public TestAccount AccountBehind(JsonObject method) => TestAccount.ByIban(Behind(method).Text("account")!)!;

    /// <summary>It was paid with, or detached, while no customer held it: it cannot be used again.</summary>
    public bool IsSpent(JsonObject method) => method["customer"] is null && Has(method, "is_spent");

    public void Spend(JsonObject method) => Note(method, "is_spent", true);

    /// <summary>The bank has agreed to charges without the person.</summary>
    public bool IsSetUp(JsonObject method) => Has(method, "is_set_up");

    public void SetUp(JsonObject method) => Note(method, "is_set_up", true);

    /// <summary>The mandate that lets an account be debited again; null when none was given.</summary>
    public string? MandateOf(JsonObject method) => Behind(method).Text("mandate");

    public void GiveMandate(JsonObject method, string mandate) => Note(method, "mandate", mandate);

    private JsonObject Keep(JsonObject method, JsonObject behind)
    {
        store.PaymentMethods.Keep(method);
        behind["id"] = method.Id();
        store.Behind.Keep(behind);
        return method;
    }

    private JsonObject Behind(JsonObject method) => store.Behind.Find(method.Id())!;

    private bool Has(JsonObject method, string mark) => Behind(method)[mark] is not null;

    private void Note(JsonObject method, string name, JsonNode? value)
    {
        var behind = Behind(method);
        behind[name] = value;
        store.Behind.Keep(behind);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}

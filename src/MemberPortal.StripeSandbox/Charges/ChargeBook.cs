using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Charges;

/// <summary>Each try to take the money of a payment intent, whether it succeeded or failed. Inside the store.</summary>
internal sealed class ChargeBook(SandboxStore store, BalanceBook balance, TimeProvider clock)
{
    public JsonObject Succeeded(JsonObject intent, JsonObject method, long created)
    {
        var charge = Reserved(intent, method, created);
        return Pay(charge, charge.Number("amount"), created);
    }

    /// <summary>Authorized, to be captured later.</summary>
    public JsonObject Reserved(JsonObject intent, JsonObject method, long created)
    {
        var charge = Of(intent, method, created);
        charge["paid"] = true;
        charge["status"] = "succeeded";
        charge["outcome"] = Outcome("authorized", "approved_by_network", null, "Payment complete.");
        store.Charges.Keep(charge);
        return charge;
    }

    public JsonObject Captured(JsonObject charge, long amount) => Pay(charge, amount, Now);

    /// <summary>A debit on its way to the bank.</summary>
    public JsonObject Pending(JsonObject intent, JsonObject method, string mandate, DateOnly expectedOn, long created)
    {
        var charge = Of(intent, method, created);
        var details = charge["payment_method_details"]!["sepa_debit"]!;
        details["expected_debit_date"] = expectedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        details["mandate"] = mandate;
        store.Charges.Keep(charge);
        return charge;
    }

    public void Settled(JsonObject debit)
    {
        debit["paid"] = true;
        debit["status"] = "succeeded";
        debit["outcome"] = Outcome("authorized", "approved_by_network", null, "Payment complete.");
        Pay(debit, debit.Number("amount"), Now);
    }

    public void Bounced(JsonObject debit, string code, string message)
    {
        debit["failure_code"] = code;
        debit["failure_message"] = message;
        debit["outcome"] = Outcome("issuer_declined", "declined_by_network", code, "The bank did not make the debit.");
        debit["status"] = "failed";
        store.Charges.Keep(debit);
    }

    public JsonObject Failed(JsonObject intent, JsonObject method, Decline decline, long created)
    {
        var charge = Of(intent, method, created);
        var blocked = decline == Decline.Fraudulent;
        var outcome = blocked
            ? Outcome("blocked", "not_sent_to_network", "highest_risk_level", "Stripe blocked this payment as too risky.")
            : Outcome("issuer_declined", "declined_by_network", decline.DeclineCode ?? decline.Code, "The bank did not approve the payment.");
        outcome["advice_code"] = decline.AdviceCode;
        outcome["network_decline_code"] = decline.NetworkCode;

        charge["failure_code"] = decline.Code;
        charge["failure_message"] = decline.Message;
        charge["outcome"] = outcome;
        charge["status"] = "failed";
        store.Charges.Keep(charge);
        return charge;
    }

    private JsonObject Pay(JsonObject charge, long amount, long at)
    {
        charge["amount_captured"] = amount;
        charge["balance_transaction"] = balance.Charge(charge, amount, at).Id();
        charge["captured"] = true;
        store.Charges.Keep(charge);
        return charge;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject Of(JsonObject intent, JsonObject method, long created) => new()
    {
        ["id"] = method.Is("type", "card") ? StripeId.Charge() : StripeId.Debit(),
        ["object"] = "charge",
        ["amount"] = intent.Number("amount"),
        ["amount_captured"] = 0L,
        ["amount_refunded"] = 0L,
        ["balance_transaction"] = null,
        ["billing_details"] = method["billing_details"]!.DeepClone(),
        ["captured"] = false,
        ["created"] = created,
        ["currency"] = intent.Text("currency"),
        ["customer"] = intent.Text("customer"),
        ["description"] = intent.Text("description"),
        ["disputed"] = false,
        ["failure_balance_transaction"] = null,
        ["failure_code"] = null,
        ["failure_message"] = null,
        ["fraud_details"] = new JsonObject(),
        ["livemode"] = false,
        ["metadata"] = intent["metadata"]!.DeepClone(),
        ["outcome"] = null,
        ["paid"] = false,
        ["payment_intent"] = intent.Id(),
        ["payment_method"] = method.Id(),
        ["payment_method_details"] = Details(method),
        ["receipt_email"] = intent.Text("receipt_email"),
        ["receipt_url"] = null,
        ["refunded"] = false,
        ["statement_descriptor_suffix"] = intent.Text("statement_descriptor_suffix"),
        ["status"] = "pending",
    };

    private static JsonObject Details(JsonObject method)
    {
        var type = method.Text("type")!;
        return new JsonObject { [type] = method[type]!.DeepClone(), ["type"] = type };
    }

    private static JsonObject Outcome(string type, string network, string? reason, string message) => new()
    {
        ["advice_code"] = null,
        ["network_decline_code"] = null,
        ["network_status"] = network,
        ["reason"] = reason,
        ["risk_level"] = "normal",
        ["seller_message"] = message,
        ["type"] = type,
    };
}

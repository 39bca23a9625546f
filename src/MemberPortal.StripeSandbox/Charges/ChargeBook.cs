using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Charges;

/// <summary>Each try to take the money of a payment intent, whether it succeeded or failed. Inside the store.</summary>
internal sealed class ChargeBook(SandboxStore store)
{
    public JsonObject Succeeded(JsonObject intent, JsonObject method, long created)
    {
        var charge = Of(intent, method, created);
        var amount = intent.Number("amount");
        var transaction = BalanceTransactionResource.ForCharge(
            store, charge.Id(), amount, intent.Text("currency")!, intent.Text("description"), created);

        charge["amount_captured"] = amount;
        charge["balance_transaction"] = transaction.Id();
        charge["captured"] = true;
        charge["paid"] = true;
        charge["status"] = "succeeded";
        charge["outcome"] = Outcome("authorized", "approved_by_network", null, "Payment complete.");
        store.Charges.Keep(charge);
        return charge;
    }

    public JsonObject Failed(JsonObject intent, JsonObject method, Decline decline, long created)
    {
        var charge = Of(intent, method, created);
        var blocked = decline == Decline.Fraudulent;
        var outcome = blocked
            ? Outcome("blocked", "not_sent_to_network", "highest_risk_level", "Stripe blocked this payment as too risky.")
            : Outcome("issuer_declined", "declined_by_network", decline.DeclineCode, "The bank did not approve the payment.");
        outcome["advice_code"] = decline.AdviceCode;
        outcome["network_decline_code"] = decline.NetworkCode;

        charge["failure_code"] = decline.Code;
        charge["failure_message"] = decline.Message;
        charge["outcome"] = outcome;
        charge["status"] = "failed";
        store.Charges.Keep(charge);
        return charge;
    }

    private static JsonObject Of(JsonObject intent, JsonObject method, long created) => new()
    {
        ["id"] = StripeId.Charge(),
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
        ["payment_method_details"] = new JsonObject { ["card"] = method["card"]!.DeepClone(), ["type"] = "card" },
        ["receipt_email"] = intent.Text("receipt_email"),
        ["receipt_url"] = null,
        ["refunded"] = false,
        ["statement_descriptor_suffix"] = intent.Text("statement_descriptor_suffix"),
        ["status"] = "pending",
    };

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

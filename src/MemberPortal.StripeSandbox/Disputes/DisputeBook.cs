using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Disputes;

/// <summary>
/// A payer has their bank take the money back. A card dispute is open until it is won or lost; of a bank debit it is lost
/// from the start (6-stripe.md, 14 and 15). Inside the store.
/// </summary>
internal sealed class DisputeBook(SandboxStore store, BalanceBook balance, MethodBook methods, EventLog events, TimeProvider clock)
{
    private const long DaysToAnswer = 9;
    private const long Day = 86_400;
    private const string Unauthorized = "debit_not_authorized";

    /// <summary>For the reason the test card or account stands for, or as fraudulent. A charge is disputed once, and only what is left of it.</summary>
    public void Open(string chargeId)
    {
        if (store.Charges.Find(chargeId) is not { } charge || !charge.Is("status", "succeeded") || charge["disputed"]!.GetValue<bool>())
            return;

        var amount = charge.Number("amount_captured") - charge.Number("amount_refunded");
        if (amount <= 0)
            return;

        var isDebit = BalanceBook.IsDebit(charge);
        var method = store.PaymentMethods.Find(charge.Text("payment_method")!)!;
        var dispute = New(charge, amount, isDebit ? Unauthorized : methods.CardBehind(method).Dispute ?? "fraudulent");
        Move(dispute, -amount, Math.Min(amount, 15 * Currencies.Minimum(charge.Text("currency")!)), "dispute");
        charge["disputed"] = true;
        store.Charges.Keep(charge);
        events.Record("charge.dispute.created", dispute, Cause.NoRequest);
        events.Record("charge.dispute.funds_withdrawn", dispute, Cause.NoRequest);
        if (isDebit)
            Close(dispute, isWon: false, Cause.NoRequest);
    }

    /// <summary>We object; once the evidence is submitted it lies with the bank. For a dispute that is open.</summary>
    public void Answer(JsonObject dispute, JsonObject evidence, JsonObject metadata, bool isSubmitted, Cause cause)
    {
        var changed = new JsonObject { ["evidence"] = dispute["evidence"]!.DeepClone(), ["metadata"] = metadata };
        foreach (var (field, text) in evidence)
            changed["evidence"]![field] = text?.DeepClone();
        changed["evidence_details"] = dispute["evidence_details"]!.DeepClone();
        changed["evidence_details"]!["has_evidence"] = changed["evidence"]!.AsObject().Count > 0;
        if (isSubmitted)
        {
            changed["evidence_details"]!["submission_count"] = dispute["evidence_details"]!.Number("submission_count") + 1;
            changed["status"] = "under_review";
        }

        Changes.Apply(changed, dispute, out var previous);
        store.Disputes.Keep(dispute);
        events.Record("charge.dispute.updated", dispute, cause, previous);
    }

    /// <summary>A dispute that is closed stays as it is.</summary>
    public void Close(JsonObject dispute, bool isWon, Cause cause)
    {
        if (!IsOpen(dispute))
            return;

        dispute["status"] = isWon ? "won" : "lost";
        if (isWon)
            Move(dispute, dispute.Number("amount"), 0, "dispute_reversal");
        store.Disputes.Keep(dispute);
        events.Record("charge.dispute.closed", dispute, cause);
        if (isWon)
            events.Record("charge.dispute.funds_reinstated", dispute, cause);
    }

    public static bool IsOpen(JsonObject dispute) => dispute.Text("status") is "needs_response" or "under_review";

    private void Move(JsonObject dispute, long amount, long fee, string category)
    {
        var transaction = balance.Add(new Movement("adjustment", category, dispute.Id(), amount, dispute.Text("currency")!)
        {
            Fee = fee,
            Description = $"Chargeback {(amount < 0 ? "withdrawal" : "reversal")} for {dispute.Text("charge")}",
        });
        dispute["balance_transactions"]!.AsArray().Add(transaction.DeepClone());
        store.Disputes.Keep(dispute);
    }

    private JsonObject New(JsonObject charge, long amount, string reason)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["id"] = StripeId.New("dp_1", 23),
            ["object"] = "dispute",
            ["amount"] = amount,
            ["balance_transactions"] = new JsonArray(),
            ["charge"] = charge.Id(),
            ["created"] = now,
            ["currency"] = charge.Text("currency"),
            ["evidence"] = new JsonObject(),
            ["evidence_details"] = new JsonObject
            {
                ["due_by"] = now + DaysToAnswer * Day, ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0L,
            },
            ["is_charge_refundable"] = false,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = charge.Text("payment_intent"),
            ["reason"] = reason,
            ["status"] = "needs_response",
        };
    }
}

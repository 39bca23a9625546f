using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Refunds;

/// <summary>
/// Money on its way back: at once, pending until the bank or our balance lets it go, or failing after it seemed done
/// (6-stripe.md, 15 and 19). Inside the store.
/// </summary>
internal sealed class RefundBook(
    SandboxStore store, BalanceBook balance, MethodBook methods, Timetable timetable, EventLog events, SandboxOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BalanceIsLookedAtEvery = TimeSpan.FromHours(1);

    public JsonObject Add(JsonObject charge, long amount, string? reason, JsonObject metadata, Cause cause)
    {
        var behaviour = charge["payment_method_details"]!.Text("type") == "card"
            ? methods.CardBehind(store.PaymentMethods.Find(charge.Text("payment_method")!)!).Refund
            : null;
        var isCovered = balance.BalanceIn(charge.Text("currency")!) >= amount;
        var refund = New(charge, amount, reason, metadata);
        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = charge.Number("amount_refunded") == charge.Number("amount_captured");
        if (!isCovered)
            Wait(refund, "insufficient_funds", Happening.RefundIsFunded, BalanceIsLookedAtEvery);
        else if (behaviour == "pending")
            Wait(refund, "processing", Happening.RefundSucceeds, options.BanksTake);
        else
            Take(refund, charge);

        if (isCovered && behaviour == "fails")
            timetable.Add(Happening.RefundFails, refund.Id(), options.BanksTake);
        store.Refunds.Keep(refund);
        store.Charges.Keep(charge);
        events.Record("refund.created", refund, cause);
        events.Record("charge.refunded", charge, cause);
        return refund;
    }

    /// <summary>What is pending has arrived. Anything else stays as it is.</summary>
    public void Succeed(string id)
    {
        if (Find(id, "pending") is not { } refund)
            return;

        timetable.Cancel(Happening.RefundIsFunded, id);
        timetable.Cancel(Happening.RefundSucceeds, id);
        Take(refund, ChargeOf(refund));
        events.Record("refund.updated", refund, Cause.NoRequest);
    }

    /// <summary>Succeeds if the balance covers it by now, and otherwise waits on.</summary>
    public void LookAtBalance(string id)
    {
        if (Find(id, "pending") is not { } refund)
            return;
        if (balance.BalanceIn(refund.Text("currency")!) >= refund.Number("amount"))
            Succeed(id);
        else
            timetable.Add(Happening.RefundIsFunded, id, BalanceIsLookedAtEvery);
    }

    /// <summary>The bank sent it back, also after it had succeeded: the money is ours again. What has failed stays failed.</summary>
    public void Fail(string id, string reason)
    {
        if (Find(id, "pending", "succeeded") is not { } refund)
            return;

        foreach (var what in new[] { Happening.RefundFails, Happening.RefundIsFunded, Happening.RefundSucceeds })
            timetable.Cancel(what, id);
        var charge = ChargeOf(refund);
        charge["amount_refunded"] = charge.Number("amount_refunded") - refund.Number("amount");
        charge["refunded"] = false;
        store.Charges.Keep(charge);

        if (refund["balance_transaction"] is not null)
        {
            var type = BalanceBook.IsDebit(charge) ? "payment_failure_refund" : "refund_failure";
            refund["failure_balance_transaction"] =
                balance.Add(new Movement(type, "refund_failure", id, refund.Number("amount"), refund.Text("currency")!)).Id();
        }

        refund["failure_reason"] = reason;
        refund["pending_reason"] = null;
        refund["status"] = "failed";
        store.Refunds.Keep(refund);
        events.Record("refund.updated", refund, Cause.NoRequest);
        events.Record("refund.failed", refund, Cause.NoRequest);
    }

    private void Wait(JsonObject refund, string why, Happening what, TimeSpan howLong)
    {
        refund["pending_reason"] = why;
        refund["status"] = "pending";
        timetable.Add(what, refund.Id(), howLong);
    }

    private void Take(JsonObject refund, JsonObject charge)
    {
        var type = BalanceBook.IsDebit(charge) ? "payment_refund" : "refund";
        refund["balance_transaction"] =
            balance.Add(new Movement(type, "refund", refund.Id(), -refund.Number("amount"), refund.Text("currency")!)).Id();
        refund["pending_reason"] = null;
        refund["status"] = "succeeded";
        store.Refunds.Keep(refund);
    }

    private JsonObject New(JsonObject charge, long amount, string? reason, JsonObject metadata)
    {
        var isDebit = BalanceBook.IsDebit(charge);
        return new JsonObject
        {
            ["id"] = StripeId.New(isDebit ? "pyr_1" : "re_3", 23),
            ["object"] = "refund",
            ["amount"] = amount,
            ["balance_transaction"] = null,
            ["charge"] = charge.Id(),
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["currency"] = charge.Text("currency"),
            ["customer"] = charge.Text("customer"),
            ["destination_details"] = isDebit
                ? new JsonObject { ["sepa_bank_transfer"] = new JsonObject { ["reference"] = null, ["reference_status"] = null }, ["type"] = "sepa_bank_transfer" }
                : new JsonObject
                {
                    ["card"] = new JsonObject { ["reference_status"] = "pending", ["reference_type"] = "acquirer_reference_number", ["type"] = "refund" },
                    ["type"] = "card",
                },
            ["failure_balance_transaction"] = null,
            ["failure_reason"] = null,
            ["metadata"] = metadata,
            ["payment_intent"] = charge.Text("payment_intent"),
            ["payment_method"] = charge.Text("payment_method"),
            ["pending_reason"] = null,
            ["reason"] = reason,
            ["receipt_number"] = null,
            ["status"] = "pending",
        };
    }

    private JsonObject? Find(string id, params ReadOnlySpan<string> statuses) =>
        store.Refunds.Find(id) is { } refund && statuses.Contains(refund.Text("status")) ? refund : null;

    private JsonObject ChargeOf(JsonObject refund) => store.Charges.Find(refund.Text("charge")!)!;
}

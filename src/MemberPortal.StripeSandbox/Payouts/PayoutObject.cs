using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Payouts;

internal static class PayoutObject
{
    /// <summary>An automatic payout that has just been made; the amount in minor units, times in Unix seconds.</summary>
    public static JsonObject New(long amount, string currency, long created, long arrival) => new()
    {
        ["id"] = StripeId.New("po_1", 23),
        ["object"] = "payout",
        ["amount"] = amount,
        ["arrival_date"] = arrival,
        ["automatic"] = true,
        ["balance_transaction"] = null,
        ["created"] = created,
        ["currency"] = currency,
        ["description"] = "STRIPE PAYOUT",
        ["destination"] = "ba_1SandboxBankAccount0000000",
        ["failure_balance_transaction"] = null,
        ["failure_code"] = null,
        ["failure_message"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["method"] = "standard",
        ["original_payout"] = null,
        ["reconciliation_status"] = "in_progress",
        ["reversed_by"] = null,
        ["source_type"] = "card",
        ["statement_descriptor"] = null,
        ["status"] = "pending",
        ["trace_id"] = null,
        ["type"] = "bank_account",
    };
}

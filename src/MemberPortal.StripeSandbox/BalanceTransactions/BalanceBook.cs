using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.BalanceTransactions;

/// <summary>What moves our balance: gross and signed, the fee, and what is left (6-stripe.md, 15). Inside the store.</summary>
internal sealed class BalanceBook(SandboxStore store, TimeProvider clock)
{
    private const long DaysUntilAvailable = 3;
    private const long Day = 86_400;
    private const long DebitFee = 35;

    /// <summary>A charge that has been paid; the money is available three days later.</summary>
    public JsonObject Charge(JsonObject charge, long amount, long created)
    {
        var isDebit = IsDebit(charge);
        var currency = charge.Text("currency")!;

        // 1.5 % and a fixed part of half the least charge: about what a European card costs.
        var fee = isDebit ? DebitFee : (amount * 15 + 500) / 1000 + Currencies.Minimum(currency) / 2;
        return Add(new Movement(isDebit ? "payment" : "charge", "charge", charge.Id(), amount, currency)
        {
            Fee = Math.Min(amount, fee),
            Description = charge.Text("description"),
            Created = created,
            AvailableOn = created + DaysUntilAvailable * Day,
        });
    }

    public JsonObject Add(Movement movement)
    {
        var created = movement.Created ?? clock.GetUtcNow().ToUnixTimeSeconds();
        var transaction = new JsonObject
        {
            ["id"] = StripeId.BalanceTransaction(),
            ["object"] = "balance_transaction",
            ["amount"] = movement.Amount,
            ["available_on"] = movement.AvailableOn ?? created,
            ["balance_type"] = "payments",
            ["created"] = created,
            ["currency"] = movement.Currency,
            ["description"] = movement.Description,
            ["exchange_rate"] = null,
            ["fee"] = movement.Fee,
            ["fee_details"] = new JsonArray(movement.Fee == 0 ? [] : [FeeDetail(movement)]),
            ["net"] = movement.Amount - movement.Fee,
            ["reporting_category"] = movement.Category,
            ["source"] = movement.Source,
            ["status"] = movement.AvailableOn > created ? "pending" : "available",
            ["type"] = movement.Type,
        };
        store.BalanceTransactions.Keep(transaction);
        return transaction;
    }

    /// <summary>What has not been paid out, available or pending. Fees aside, so that what came in whole can go back whole.</summary>
    public long BalanceIn(string currency) => store.BalanceTransactions.OldestFirst
        .Where(t => t.Is("currency", currency) && store.PaidOut.Find(t.Id()) is null)
        .Sum(t => t.Number("amount"));

    public static bool IsDebit(JsonObject charge) => charge.Id().StartsWith("py_", StringComparison.Ordinal);

    private static JsonObject FeeDetail(Movement movement) => new()
    {
        ["amount"] = movement.Fee,
        ["application"] = null,
        ["currency"] = movement.Currency,
        ["description"] = "Stripe processing fees",
        ["type"] = "stripe_fee",
    };
}

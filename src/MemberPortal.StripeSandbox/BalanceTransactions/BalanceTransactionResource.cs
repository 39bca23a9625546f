using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.BalanceTransactions;

/// <summary>What a charge brought to the balance: gross, our fee and what is left (6-stripe.md, 15).</summary>
internal sealed class BalanceTransactionResource(SandboxStore store, TimeProvider clock) : IResource
{
    private const long DaysUntilAvailable = 3;
    private const long Day = 86_400;

    public void Map(ApiRoutes routes)
    {
        routes.Get("balance_transactions/{id}", call =>
        {
            call.Begin();
            return Current(store.BalanceTransactions.Find(call.Id) ?? throw StripeErrors.NotFound("balance transaction", call.Id));
        });
        routes.Get("balance_transactions", List);
    }

    /// <summary>Books a charge, inside the store; the money is available three days after <paramref name="created"/>.</summary>
    public static JsonObject ForCharge(SandboxStore store, string chargeId, long amount, string currency, string? description, long created)
    {
        // 1.5 % and a fixed part of half the least charge: about what a European card costs.
        var fee = Math.Min(amount, (amount * 15 + 500) / 1000 + Currencies.Minimum(currency) / 2);
        var transaction = new JsonObject
        {
            ["id"] = StripeId.BalanceTransaction(),
            ["object"] = "balance_transaction",
            ["amount"] = amount,
            ["available_on"] = created + DaysUntilAvailable * Day,
            ["balance_type"] = "payments",
            ["created"] = created,
            ["currency"] = currency,
            ["description"] = description,
            ["exchange_rate"] = null,
            ["fee"] = fee,
            ["fee_details"] = new JsonArray(new JsonObject
            {
                ["amount"] = fee,
                ["application"] = null,
                ["currency"] = currency,
                ["description"] = "Stripe processing fees",
                ["type"] = "stripe_fee",
            }),
            ["net"] = amount - fee,
            ["reporting_category"] = "charge",
            ["source"] = chargeId,
            ["status"] = "pending",
            ["type"] = "charge",
        };
        store.BalanceTransactions.Keep(transaction);
        return transaction;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var source = call.Parameters.Filled("source");
        var type = call.Parameters.Filled("type");
        var currency = call.Parameters.Filled("currency");
        call.Begin();

        foreach (var transaction in store.BalanceTransactions.OldestFirst)
            Current(transaction);
        return page.Of(store.BalanceTransactions, "balance transaction", call.Path, t =>
            (source is null || t.Is("source", source))
            && (type is null || t.Is("type", type))
            && (currency is null || t.Is("currency", currency)));
    }

    private JsonObject Current(JsonObject transaction)
    {
        if (transaction.Is("status", "pending") && clock.GetUtcNow().ToUnixTimeSeconds() >= transaction.Number("available_on"))
        {
            transaction["status"] = "available";
            store.BalanceTransactions.Keep(transaction);
        }

        return transaction;
    }
}

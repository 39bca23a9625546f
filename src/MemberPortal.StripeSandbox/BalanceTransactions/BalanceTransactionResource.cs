using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.BalanceTransactions;

/// <summary>The balance line by line (6-stripe.md, 15). With payout=, what that payout consists of and the payout itself.</summary>
internal sealed class BalanceTransactionResource(SandboxStore store, TimeProvider clock) : IResource
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("balance_transactions/{id}", call =>
        {
            call.Begin();
            return Current(store.BalanceTransactions.Find(call.Id) ?? throw StripeErrors.NotFound("balance transaction", call.Id));
        });
        routes.Get("balance_transactions", List);
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var source = call.Parameters.Filled("source");
        var type = call.Parameters.Filled("type");
        var currency = call.Parameters.Filled("currency");
        var payout = call.Parameters.Filled("payout");
        call.Begin();

        if (payout is not null && store.Payouts.Find(payout) is null)
            throw StripeErrors.NoSuch("payout", payout, "payout");

        foreach (var transaction in store.BalanceTransactions.OldestFirst)
            Current(transaction);
        return page.Of(store.BalanceTransactions, "balance transaction", call.Path, t =>
            (source is null || t.Is("source", source))
            && (payout is null || store.PaidOut.Find(t.Id())?.Text("payout") == payout)
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

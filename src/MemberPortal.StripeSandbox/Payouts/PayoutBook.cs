using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Payouts;

/// <summary>
/// Automatic payouts: each midnight UTC what is available in a currency leaves for our bank, is in transit a day later and
/// there after two (6-stripe.md, 15). Inside the store.
/// </summary>
internal sealed class PayoutBook(SandboxStore store, BalanceBook balance, Timetable timetable, EventLog events, TimeProvider clock)
{
    private const long Day = 86_400;
    private static readonly TimeSpan UntilSent = TimeSpan.FromDays(1);
    private static readonly TimeSpan UntilThere = TimeSpan.FromDays(2);

    /// <summary>Makes the payouts of every midnight that has passed, also of those nobody was up for.</summary>
    /// <param name="isHistory">They are old news: nothing is reported, and what should be there by now is.</param>
    public void MakeDue(bool isHistory = false)
    {
        foreach (var currency in Unpaid().GroupBy(t => t.Text("currency")!).ToList())
        {
            foreach (var midnight in currency.Select(Midnight).Where(at => at <= Now).Distinct().Order())
                Make(currency.Key, midnight, isHistory);
        }
    }

    /// <summary>
    /// Pays out at once whatever has not been, available or not. What is less than nothing is taken from our bank account.
    /// </summary>
    public void MakeNow()
    {
        var unpaid = Unpaid().ToList();
        foreach (var transaction in unpaid)
        {
            transaction["available_on"] = Math.Min(transaction.Number("available_on"), Now);
            transaction["status"] = "available";
            store.BalanceTransactions.Keep(transaction);
        }

        foreach (var currency in unpaid.Select(t => t.Text("currency")!).Distinct())
            Make(currency, Now, isHistory: false, mayTake: true);
    }

    /// <summary>The next midnight that pays something out; null while nothing is waiting.</summary>
    public DateTimeOffset? NextAt() =>
        Unpaid().Select(Midnight).Where(at => at > Now).Select(at => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(at)).Min();

    public void Send(string id)
    {
        if (Find(id, "pending") is not { } payout)
            return;

        timetable.Cancel(Happening.PayoutIsSent, id);
        payout["status"] = "in_transit";
        store.Payouts.Keep(payout);
        events.Record("payout.updated", payout, Cause.NoRequest, new JsonObject { ["status"] = "pending" });
    }

    public void Arrive(string id)
    {
        Send(id);
        if (Find(id, "in_transit") is not { } payout)
            return;

        timetable.Cancel(Happening.PayoutArrives, id);
        MarkThere(payout);
        events.Record("payout.paid", payout, Cause.NoRequest);
        events.Record("payout.reconciliation_completed", payout, Cause.NoRequest);
    }

    /// <summary>Our bank refused it, also after it was paid: the money is back on the balance, for the next payout.</summary>
    public void Fail(string id, string code)
    {
        if (Find(id, "pending", "in_transit", "paid") is not { } payout)
            return;

        GiveBack(payout, "payout_failure");
        payout["failure_code"] = code;
        payout["failure_message"] = "The bank account could not receive the payout.";
        payout["status"] = "failed";
        store.Payouts.Keep(payout);
        events.Record("payout.failed", payout, Cause.NoRequest);
    }

    /// <summary>Stopped before our bank heard of it: the money is back on the balance, for the next payout.</summary>
    public void Cancel(string id)
    {
        if (Find(id, "pending") is not { } payout)
            return;

        GiveBack(payout, "payout_cancel");
        payout["status"] = "canceled";
        store.Payouts.Keep(payout);
        events.Record("payout.canceled", payout, Cause.NoRequest);
    }

    private void GiveBack(JsonObject payout, string type)
    {
        timetable.Cancel(Happening.PayoutIsSent, payout.Id());
        timetable.Cancel(Happening.PayoutArrives, payout.Id());
        payout["failure_balance_transaction"] =
            balance.Add(new Movement(type, "payout_reversal", payout.Id(), payout.Number("amount"), payout.Text("currency")!)).Id();
    }

    private void Make(string currency, long at, bool isHistory, bool mayTake = false)
    {
        var paidOut = Unpaid().Where(t => t.Is("currency", currency) && t.Number("available_on") <= at).ToList();
        var amount = paidOut.Sum(t => t.Number("net"));
        if (amount == 0 || (amount < 0 && !mayTake))
            return;

        var payout = PayoutObject.New(amount, currency, at, at + (long)UntilThere.TotalSeconds);
        var own = balance.Add(new Movement("payout", "payout", payout.Id(), -amount, currency) { Created = at, Description = "STRIPE PAYOUT" });
        payout["balance_transaction"] = own.Id();
        store.Payouts.Keep(payout);
        foreach (var transaction in paidOut.Append(own))
            store.PaidOut.Keep(new JsonObject { ["id"] = transaction.Id(), ["created"] = at, ["payout"] = payout.Id() });

        if (!isHistory)
            events.Record("payout.created", payout, Cause.NoRequest);
        Schedule(payout, DateTimeOffset.FromUnixTimeSeconds(at), isHistory);
    }

    private void Schedule(JsonObject payout, DateTimeOffset madeAt, bool isHistory)
    {
        var now = clock.GetUtcNow();
        if (isHistory && madeAt + UntilThere <= now)
        {
            MarkThere(payout);
            return;
        }

        timetable.Add(Happening.PayoutArrives, payout.Id(), madeAt + UntilThere);
        if (!isHistory || madeAt + UntilSent > now)
        {
            timetable.Add(Happening.PayoutIsSent, payout.Id(), madeAt + UntilSent);
            return;
        }

        payout["status"] = "in_transit";
        store.Payouts.Keep(payout);
    }

    private void MarkThere(JsonObject payout)
    {
        payout["reconciliation_status"] = "completed";
        payout["status"] = "paid";
        payout["trace_id"] = new JsonObject { ["status"] = "supported", ["value"] = payout.Id()[^12..] };
        store.Payouts.Keep(payout);
    }

    private IEnumerable<JsonObject> Unpaid() =>
        store.BalanceTransactions.OldestFirst.Where(t => store.PaidOut.Find(t.Id()) is null);

    private static long Midnight(JsonObject transaction) => (transaction.Number("available_on") + Day - 1) / Day * Day;

    private JsonObject? Find(string id, params ReadOnlySpan<string> statuses) =>
        store.Payouts.Find(id) is { } payout && statuses.Contains(payout.Text("status")) ? payout : null;

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}

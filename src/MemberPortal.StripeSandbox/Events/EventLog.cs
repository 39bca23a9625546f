using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox.Events;

/// <summary>Records what has happened and puts it in line for the webhook (6-stripe.md, 16). Inside the store.</summary>
internal sealed class EventLog(SandboxStore store, WebhookEndpoint endpoint, SandboxOptions options, TimeProvider clock)
{
    private const string Version = "2026-07-29.dahlia";
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <param name="type">As <c>payment_intent.succeeded</c>.</param>
    /// <param name="subject">The object as it is now; the event keeps a copy that never changes.</param>
    /// <param name="cause">The request behind it.</param>
    /// <param name="previous">Of an update: the fields that changed, as they were.</param>
    public void Record(string type, JsonObject subject, Cause cause, JsonObject? previous = null)
    {
        var id = StripeId.Event();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var data = new JsonObject { ["object"] = subject.DeepClone() };
        if (previous is not null)
            data["previous_attributes"] = previous;

        store.Events.Keep(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = Version,
            ["created"] = now,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = endpoint.IsExpected ? 1L : 0L,
            ["request"] = new JsonObject { ["id"] = cause.RequestId, ["idempotency_key"] = cause.IdempotencyKey },
            ["type"] = type,
        });

        if (!endpoint.IsExpected)
            return;

        store.Deliveries.Keep(new JsonObject { ["id"] = id, ["created"] = now, ["due_at"] = now, ["tries"] = 0L });
        endpoint.Wake();
    }

    /// <summary>Forgets what is older than 30 days or more than there may be, up to the first that is still to be delivered.</summary>
    public void Prune()
    {
        var expired = clock.GetUtcNow().Subtract(KeptFor).ToUnixTimeSeconds();
        while (store.Events.OldestFirst is [var oldest, ..] events
            && (oldest.Number("created") < expired || events.Count > options.MostEvents)
            && store.Deliveries.Find(oldest.Id()) is null)
        {
            store.Events.Remove(oldest.Id());
        }
    }
}

using System.Net.Http.Headers;
using System.Text;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>
/// Sends events to the webhook until it answers with a 2xx: again after 5 s, then four times as long each time up to
/// 12 hours, for three days from the first try. Each try is signed anew.
/// </summary>
internal sealed class WebhookDelivery(
    SandboxStore store, WebhookEndpoint endpoint, TimeProvider clock, ILogger<WebhookDelivery> log) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Tries everything that is due, oldest first, also what becomes due by the answers. Nothing while events are held.</summary>
    public async Task DeliverDueAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            while (!endpoint.IsHeld && endpoint.Where is { } target && NextDue(newestFirst: false) is { } id)
                await TryAsync(target, id, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Sends what was held in the order and as often as asked for, and from then on everything. Returns how many arrived.</summary>
    public async Task<int> DeliverHeldAsync(bool newestFirst, int times, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var arrived = 0;
            while (endpoint.Where is { } target && NextDue(newestFirst) is { } id)
            {
                if (!await TryAsync(target, id, cancellationToken))
                    continue;

                arrived++;
                for (var again = 1; again < times; again++)
                    await SendAsync(target, BodyOf(id)!, cancellationToken);
            }

            endpoint.IsHeld = false;
            return arrived;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Sends one event now, whether it was sent before or is held. Returns the status it was answered with, 0 for none.</summary>
    public async Task<int?> RedeliverAsync(string eventId, CancellationToken cancellationToken) =>
        endpoint.Where is { } target && BodyOf(eventId) is { } body ? await SendAsync(target, body, cancellationToken) : null;

    /// <summary>When the next try is due; null when there is none to wait for.</summary>
    public DateTimeOffset? NextAt() => endpoint.IsHeld || !endpoint.IsKnown
        ? null
        : store.Run<DateTimeOffset?>(() => store.Deliveries.OldestFirst is { Count: > 0 } waiting
            ? DateTimeOffset.FromUnixTimeSeconds(waiting.Min(d => d.Number("due_at")))
            : null);

    public void Dispose()
    {
        _http.Dispose();
        _oneAtATime.Dispose();
    }

    private string? NextDue(bool newestFirst) => store.Run(() =>
        (newestFirst ? store.Deliveries.NewestFirst() : store.Deliveries.OldestFirst).FirstOrDefault(
            d => d.Number("due_at") <= clock.GetUtcNow().ToUnixTimeSeconds())?.Id());

    private async Task<bool> TryAsync(WebhookEndpoint.Target target, string id, CancellationToken cancellationToken)
    {
        var status = await SendAsync(target, BodyOf(id)!, cancellationToken);
        var arrived = status is >= 200 and < 300;
        if (!arrived)
            log.LogWarning("Webhook {EventId} was answered with {Status}", id, status);

        store.Run(() => Settle(id, arrived));
        return arrived;
    }

    private void Settle(string id, bool arrived)
    {
        if (store.Deliveries.Find(id) is not { } delivery)
            return;

        var now = clock.GetUtcNow();
        delivery["first_tried_at"] ??= now.ToUnixTimeSeconds();
        var tries = delivery.Number("tries") + 1;
        var pause = FirstPause * Math.Min(Math.Pow(4, tries - 1), LongestPause / FirstPause);
        var next = now + pause;
        if (arrived || next > DateTimeOffset.FromUnixTimeSeconds(delivery.Number("first_tried_at")) + GivenUpAfter)
        {
            store.Deliveries.Remove(id);
            var settled = store.Events.Find(id)!;
            settled["pending_webhooks"] = 0L;
            store.Events.Keep(settled);
            return;
        }

        delivery["tries"] = tries;
        delivery["due_at"] = next.ToUnixTimeSeconds();
        store.Deliveries.Keep(delivery);
    }

    private string? BodyOf(string id) => store.Run(() => store.Events.Find(id)?.ToJsonString(Json.AsStripe));

    private async Task<int> SendAsync(WebhookEndpoint.Target target, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Stripe-Signature", WebhookSignature.Header(target.Secrets, clock.GetUtcNow(), body));
        request.Headers.Add("User-Agent", "Stripe/1.0 (sandbox)");
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}

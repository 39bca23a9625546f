using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Hosted;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>
/// What Stripe has no button for: hold webhooks, send one again, let calls fail, fill in history. Without a key, so for
/// callers on this machine only; JSON bodies only, which a page of another site cannot send.
/// </summary>
internal sealed class ControlEndpoints(
    SandboxStore store, Faults faults, SeedPayments seed, WebhookEndpoint endpoint, WebhookDelivery delivery)
{
    private const int Latest = 50;

    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_sandbox", (HttpContext context, CancellationToken _) =>
            FromHere(context) ? Overview(context.Request) : Results.NotFound());
        Post<WebhookMode>(routes, "/_sandbox/webhooks", SetModeAsync);
        Post<Redelivery>(routes, "/_sandbox/webhooks/redeliver", RedeliverAsync);
        Post<Fault>(routes, "/_sandbox/faults", (fault, _) => Done(() => faults.Add(fault)));
        Post<IReadOnlyList<SeededPayment>>(routes, "/_sandbox/seed", (rows, _) => Task.FromResult(Json(seed.Run(rows))));
        routes.MapDelete("/_sandbox/faults", (HttpContext context, CancellationToken _) =>
            FromHere(context) ? Done(faults.Clear) : Task.FromResult(Results.NotFound()));
    }

    private static void Post<TBody>(IEndpointRouteBuilder routes, string path, Func<TBody, CancellationToken, Task<IResult>> run) =>
        routes.MapPost(path, async (HttpContext context, CancellationToken cancellationToken) =>
        {
            if (!FromHere(context))
                return Results.NotFound();
            if (!context.Request.HasJsonContentType())
                return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

            try
            {
                var body = await context.Request.ReadFromJsonAsync<TBody>(SnakeCase, cancellationToken);
                return body is null ? Results.StatusCode(StatusCodes.Status400BadRequest) : await run(body, cancellationToken);
            }
            catch (Exception e) when (e is JsonException or ArgumentException or StripeErrorException)
            {
                return Json(new JsonObject { ["error"] = e.Message }, StatusCodes.Status400BadRequest);
            }
        });

    /// <summary>Holding keeps events back; delivering sends at once what was held, and everything after it.</summary>
    private async Task<IResult> SetModeAsync(WebhookMode wanted, CancellationToken cancellationToken)
    {
        endpoint.IsHeld = wanted.Mode == DeliveryMode.Hold;
        var arrived = endpoint.IsHeld ? 0 : await delivery.DeliverDueAsync(cancellationToken);
        endpoint.Wake();
        return Json(new JsonObject { ["delivered"] = arrived });
    }

    private async Task<IResult> RedeliverAsync(Redelivery wanted, CancellationToken cancellationToken) =>
        await delivery.RedeliverAsync(wanted.Event, cancellationToken) is { } status
            ? Json(new JsonObject { ["status"] = status })
            : Json(new JsonObject { ["error"] = "No such event, or no webhook to send it to." }, StatusCodes.Status404NotFound);

    private HtmlPage<OverviewPage> Overview(HttpRequest request) => new(200, new()
    {
        ["Words"] = Words.For(null, request),
        ["Lists"] = store.Run<IReadOnlyList<(string, IReadOnlyList<OverviewPage.Row>)>>(() =>
        [
            ("Overview.Sessions", Rows(store.CheckoutSessions, s => $"{s.Text("status")}, {s.Text("payment_status")}, {s.Number("amount_total")} {s.Text("currency")}")),
            ("Overview.Payments", Rows(store.PaymentIntents, p => $"{p.Text("status")}, {p.Number("amount")} {p.Text("currency")}")),
            ("Overview.Customers", Rows(store.Customers, c => c.Text("name") ?? c.Text("email") ?? "")),
            ("Overview.Events", Rows(store.Events, e => e.Text("type")!)),
        ]),
    });

    private static List<OverviewPage.Row> Rows(Table table, Func<JsonObject, string> what) =>
    [
        .. table.NewestFirst().Take(Latest).Select(item => new OverviewPage.Row(
            item.Id(), what(item), DateTimeOffset.FromUnixTimeSeconds(item.Number("created")).ToString("u", CultureInfo.InvariantCulture))),
    ];

    private static Task<IResult> Done(Action work)
    {
        work();
        return Task.FromResult(Json(new JsonObject { ["ok"] = true }));
    }

    private static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(Store.Json.AsStripe), "application/json", statusCode: status);

    private static bool FromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}

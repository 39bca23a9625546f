using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Hosted;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>
/// What Stripe has no button for: hold webhooks, send one again, let calls fail or banks answer, fill in history. Without a
/// key, so for callers on this machine only; JSON bodies, which a page of another site cannot send, and our own buttons.
/// </summary>
internal sealed class ControlEndpoints(
    SandboxStore store,
    Faults faults,
    SeedPayments seed,
    SandboxActions actions,
    DueHappenings happenings,
    WebhookEndpoint endpoint,
    WebhookDelivery delivery,
    DueWork work,
    TimeProvider clock)
{
    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context, CancellationToken _) =>
            FromHere(context) ? new SeeOther("/_sandbox") : Results.NotFound());
        routes.MapGet("/_sandbox", (HttpContext context, CancellationToken _) =>
            FromHere(context) ? Overview(context.Request, context.Request.Query["show"]) : Results.NotFound());
        routes.MapGet("/_sandbox/objects/{id}", ShowObject);
        routes.MapGet("/_sandbox/actions", (HttpContext context, CancellationToken _) => new SeeOther(Words.For([], context.Request).Keep("/_sandbox")));
        routes.MapPost("/_sandbox/actions", PressAsync);
        Post<WebhookMode>(routes, "/_sandbox/webhooks", SetModeAsync);
        Post<Redelivery>(routes, "/_sandbox/webhooks/redeliver", RedeliverAsync);
        Post<PassedTime>(routes, "/_sandbox/clock", PassTimeAsync);
        Post<Fault>(routes, "/_sandbox/faults", (fault, _) => Done(() => faults.Add(fault)));
        Post<IReadOnlyList<SeededPayment>>(routes, "/_sandbox/seed", (rows, _) => Task.FromResult(Json(seed.Run(rows))));
        routes.MapDelete("/_sandbox/faults", (HttpContext context, CancellationToken _) =>
            FromHere(context) ? Done(faults.Clear) : Task.FromResult(Results.NotFound()));
    }

    private static void Post<TBody>(IEndpointRouteBuilder routes, string path, Func<TBody, CancellationToken, Task<IResult>> run) =>
        routes.MapPost(path, async (HttpContext context, CancellationToken cancellationToken) =>
            FromHere(context) ? await ReadAsync(context.Request, run, cancellationToken) : Results.NotFound());

    private static async Task<IResult> ReadAsync<TBody>(
        HttpRequest request, Func<TBody, CancellationToken, Task<IResult>> run, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

        try
        {
            var body = await request.ReadFromJsonAsync<TBody>(SnakeCase, cancellationToken);
            return body is null ? Results.StatusCode(StatusCodes.Status400BadRequest) : await run(body, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or StripeErrorException)
        {
            return Json(new JsonObject { ["error"] = e.Message }, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Holding keeps events back; delivering sends at once what was held, and everything after it.</summary>
    private async Task<IResult> SetModeAsync(WebhookMode wanted, CancellationToken cancellationToken)
    {
        var arrived = await actions.DeliverAsync(wanted.Mode, cancellationToken);
        return Json(new JsonObject { ["delivered"] = arrived });
    }

    private async Task<IResult> RedeliverAsync(Redelivery wanted, CancellationToken cancellationToken) =>
        await delivery.RedeliverAsync(wanted.Event, cancellationToken) is { } status
            ? Json(new JsonObject { ["status"] = status })
            : Json(new JsonObject { ["error"] = "No such event, or no webhook to send it to." }, StatusCodes.Status404NotFound);

    /// <summary>Lets happen at once what would have by then. Only where the clock is our own.</summary>
    private async Task<IResult> PassTimeAsync(PassedTime passed, CancellationToken cancellationToken)
    {
        if (clock is not MovableClock own)
            return Json(new JsonObject { ["error"] = "This sandbox goes by the clock of its host." }, StatusCodes.Status409Conflict);

        own.Advance(TimeSpan.FromSeconds(passed.Seconds));
        await work.RunAsync(cancellationToken);
        return await Done(() => { });
    }

    /// <summary>Buttons are forms, which another site could send as well: the browser tells whose they are.</summary>
    private async Task<IResult> PressAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!FromHere(context))
            return Results.NotFound();
        if (!request.HasFormContentType)
            return await ReadAsync<WantedAction>(request, ActAsync, cancellationToken);
        if (request.Headers["Sec-Fetch-Site"] != "same-origin")
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        string? shown = null;
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            shown = OverviewList.All.FirstOrDefault(list => list.Name == form["show"])?.Name;
            await actions.RunAsync(WantedAction.Read(form), cancellationToken);
            return new SeeOther(Words.For([], request).Keep(shown is null ? "/_sandbox" : $"/_sandbox?show={shown}"));
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            return Overview(request, shown, StatusCodes.Status422UnprocessableEntity, e.Message);
        }
    }

    private async Task<IResult> ActAsync(WantedAction wanted, CancellationToken cancellationToken)
    {
        await actions.RunAsync(wanted, cancellationToken);
        return await Done(() => { });
    }

    private HtmlPage<OverviewPage> Overview(HttpRequest request, string? shown, int status = 200, string? mistake = null) => new(status, new()
    {
        ["Words"] = Words.For([], request),
        ["View"] = store.Run(() =>
        {
            happenings.Run();
            return OverviewView.Of(store, endpoint.IsHeld, faults.Waiting, shown, request.Query["before"]);
        }),
        ["Mistake"] = mistake,
    });

    private IResult ShowObject(string id, HttpContext context)
    {
        if (!FromHere(context) || store.Run(() => store.Find(id)?.ToJsonString(Store.Json.AsStripe)) is not { } text)
            return Results.NotFound();

        return new HtmlPage<ObjectPage>(200, new() { ["Words"] = Words.For([], context.Request), ["Id"] = id, ["Text"] = text });
    }

    private static Task<IResult> Done(Action work)
    {
        work();
        return Task.FromResult(Json(new JsonObject { ["ok"] = true }));
    }

    private static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(Store.Json.AsStripe), "application/json", statusCode: status);

    private static bool FromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}

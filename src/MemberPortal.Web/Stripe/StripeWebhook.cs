using System.Text.Json;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Stripe;

/// <summary>Takes in what Stripe reports: verify, keep, answer. <see cref="HandleStripeEvents"/> does the work.</summary>
internal static class StripeWebhook
{
    public const string Path = "/stripe/webhook";

    /// <summary>Bytes; a real event is far smaller.</summary>
    private const long LargestBody = 512 * 1024;

    public static void MapStripeWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, ReceiveAsync).AllowAnonymous().DisableAntiforgery()
            .WithMetadata(new SizeLimit(LargestBody), new SkipStatusCodePagesAttribute());

    private static async Task<Results<Ok, BadRequest>> ReceiveAsync(
        HttpRequest request,
        PortalDbContext db,
        IOptions<StripeOptions> options,
        EventInbox inbox,
        ILogger<EventInbox> log,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, cancellationToken);
        var body = memory.GetBuffer().AsMemory(0, (int)memory.Length);

        if (!StripeSignature.IsValid(body.Span, request.Headers["Stripe-Signature"], options.Value.WebhookSecrets, now)
            || Read(body, now.UtcDateTime) is not { } received)
        {
            log.LogWarning("A report was refused: the provider did not sign it, or it cannot be read");
            return TypedResults.BadRequest();
        }

        await inbox.KeepAsync(db, received, cancellationToken);
        return TypedResults.Ok();
    }

    private static StripeEvent? Read(ReadOnlyMemory<byte> body, DateTime now)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var thing = json.RootElement.GetProperty("data").GetProperty("object");
            return new StripeEvent
            {
                Id = json.RootElement.GetProperty("id").GetString() ?? throw new JsonException("An event has an id."),
                Type = json.RootElement.GetProperty("type").GetString() ?? throw new JsonException("An event has a type."),
                ObjectId = thing.TryGetProperty("id", out var id) ? id.GetString() ?? "" : "",
                AttemptId = AttemptNamedBy(thing),
                ReceivedAt = now,
                NextTryAt = now,
            };
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? AttemptNamedBy(JsonElement thing) =>
        thing.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("attempt", out var attempt)
            ? attempt.GetString()
            : null;

    private sealed class SizeLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}

using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Control;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Idempotency;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>
/// The way of every API request: key, faults asked for, idempotency key, parameters, operation, expansion. Operations
/// run inside the store, one at a time, and their answer is kept with what they changed.
/// </summary>
internal sealed class StripeApi(
    SandboxStore store,
    IdempotentResults results,
    Faults faults,
    Expansion expansion,
    DueHappenings happenings,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<StripeApi> log)
{
    private const string Version = "2026-07-29.dahlia";

    public async Task HandleAsync(HttpContext context, Operation operation)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var requestId = StripeId.Request();
        var headers = context.Response.Headers;
        headers["Request-Id"] = requestId;
        headers["Stripe-Version"] = context.Request.Headers["Stripe-Version"] is [{ Length: > 0 } version] ? version : Version;

        ApiAnswer answer;
        Fault? fault = null;
        try
        {
            ApiKey.Check(context.Request);
            fault = faults.Take(context.Request);
            answer = await AnswerAsync(context, operation, fault, requestId, gone.Token);
        }
        catch (StripeErrorException e)
        {
            answer = ApiAnswer.Of(e, requestId);
        }

        if (fault is { Kind: FaultKind.TimeoutAfterSuccess })
            await Task.Delay(Timeout.Infinite, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        if (fault is { Kind: FaultKind.TimeoutAfterSuccess or FaultKind.Reset or FaultKind.ResetAfterSuccess })
        {
            context.Abort();
            return;
        }

        if (fault is { Kind: FaultKind.Status, Status: StatusCodes.Status429TooManyRequests })
            headers["Stripe-Rate-Limited-Reason"] = "global-rate";
        if (fault is { ShouldRetry: { } shouldRetry })
            headers["Stripe-Should-Retry"] = shouldRetry ? "true" : "false";
        await WriteAsync(context, answer, requestId);
    }

    private async Task<ApiAnswer> AnswerAsync(
        HttpContext context, Operation operation, Fault? fault, string requestId, CancellationToken cancellationToken)
    {
        if (fault is { Kind: FaultKind.Reset })
            return new ApiAnswer(0, "");
        if (fault is { Kind: FaultKind.Status, Status: not 500 })
            return fault.Answer(requestId);

        var request = context.Request;
        var key = HttpMethods.IsPost(request.Method) ? (string?)request.Headers["Idempotency-Key"] : null;
        if (key is { Length: > 255 })
            throw StripeErrors.Invalid("Idempotency-Key can be at most 255 characters.");

        var fields = await FieldsAsync(request, cancellationToken);
        using var claim = string.IsNullOrEmpty(key) ? null : store.Run(() => results.Claim(key, request, fields));
        if (claim is { Earlier: { } earlier })
            return earlier;

        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            await Task.Delay(delay, clock, cancellationToken);

        return store.Run(() =>
        {
            happenings.Run();
            var call = new ApiCall(request, new Parameters(FormNode.Parse(fields)), new Cause(requestId, key));
            var answer = fault is { Kind: FaultKind.Status }
                ? fault.Answer(requestId)
                : Run(operation, call, requestId);
            if (claim is not null && (call.HasBegun || answer.Status == 500))
                results.Keep(claim, answer, requestId);
            return answer;
        });
    }

    private ApiAnswer Run(Operation operation, ApiCall call, string requestId)
    {
        try
        {
            var paths = call.Parameters.Texts("expand");
            return ApiAnswer.Of(expansion.Expand(operation(call), paths));
        }
        catch (StripeErrorException e)
        {
            return ApiAnswer.Of(e, requestId);
        }
        catch (Exception e)
        {
            log.LogError(e, "Request {RequestId} to {Path} failed", requestId, call.Path);
            return ApiAnswer.Error(500, StripeErrors.Body("api_error", "The sandbox failed; its log says why."), requestId);
        }
    }

    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var fields = request.Query.SelectMany(Pairs).ToList();
        if (request.HasFormContentType)
        {
            try
            {
                fields.AddRange((await request.ReadFormAsync(cancellationToken)).SelectMany(Pairs));
            }
            catch (InvalidDataException e)
            {
                throw StripeErrors.Invalid($"The form cannot be read: {e.Message}");
            }
        }
        else if (request.ContentLength > 0)
        {
            throw StripeErrors.Invalid("Requests are sent as application/x-www-form-urlencoded.");
        }

        return fields;

        static IEnumerable<KeyValuePair<string, string>> Pairs(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) =>
            field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""));
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer, string requestId)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } key])
        {
            response.Headers["Idempotency-Key"] = key;
            response.Headers["Original-Request"] = answer.ReplayOf ?? requestId;
            if (answer.ReplayOf is not null)
                response.Headers["Idempotent-Replayed"] = "true";
        }

        await response.WriteAsync(answer.Body, context.RequestAborted);
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MemberPortal.Web.Stripe.Wire;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemberPortal.Web.Stripe;

/// <summary>One call to the provider's API and what its answer means: an object, a no, or nothing that can be relied on.</summary>
internal sealed class StripeApi(HttpClient http, StripeTries tries, ILogger<StripeApi> log)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
    };

    public static void Prepare(HttpClient http, StripeOptions options)
    {
        http.BaseAddress = options.ApiBase;
        http.Timeout = Timeout.InfiniteTimeSpan;   // StripeTries has the time, by the portal's clock
        http.MaxResponseContentBufferSize = 4 << 20;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.SecretKey);
        http.DefaultRequestHeaders.Add("Stripe-Version", "2026-07-29.dahlia");
    }

    /// <exception cref="StripeRefused">A plain no.</exception>
    /// <exception cref="StripeUnavailable">Whether it happened is not known.</exception>
    public async Task<StripeAnswer> SendAsync(StripeCall call, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(call, cancellationToken);
        return answer.IsSuccess ? answer : throw FailureOf(call, answer);
    }

    /// <summary>The same, but a charge that the payer's bank declined is an answer too (402).</summary>
    public async Task<StripeAnswer> ChargeAsync(StripeCall call, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(call, cancellationToken);
        return answer.IsSuccess || answer.Status == HttpStatusCode.PaymentRequired ? answer : throw FailureOf(call, answer);
    }

    /// <exception cref="StripeUnavailable">The answer cannot be read.</exception>
    public static T Read<T>(StripeCall call, StripeAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body, Json) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new StripeUnavailable(
                $"Stripe {call.Name} gave an answer that cannot be read, request {answer.RequestId}.", e);
        }
    }

    private async Task<StripeAnswer> AskAsync(StripeCall call, CancellationToken cancellationToken)
    {
        StripeAnswer answer;
        try
        {
            answer = await tries.RunAsync(async attempt =>
            {
                using var request = call.ToRequest();
                using var response = await http.SendAsync(request, attempt);
                return await StripeAnswer.ReadAsync(response, attempt);
            }, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            log.LogWarning("Stripe {Call} had no answer: {Cause}", call.Name, e.GetType().Name);
            throw new StripeUnavailable($"Stripe {call.Name} had no answer.", e);
        }

        if (!answer.IsSuccess)
        {
            log.LogWarning(
                "Stripe {Call} answered {Status}, request {RequestId}",
                call.Name, (int)answer.Status, answer.RequestId);
        }

        return answer;
    }

    /// <summary>
    /// A no is only what the provider itself says no to: 409, 424, 429, 5xx and anybody else's pages leave it open, and 401
    /// and 403 speak of our key, not of what was asked.
    /// </summary>
    private static Exception FailureOf(StripeCall call, StripeAnswer answer)
    {
        var status = (int)answer.Status;
        if (status is >= 400 and < 500 and not (401 or 403 or 409 or 424 or 429))
        {
            try
            {
                var error = Read<ErrorOnWire>(call, answer).Error;
                return new StripeRefused(status, error.Type, error.Code, error.Param);
            }
            catch (StripeUnavailable unreadable)
            {
                return unreadable;   // somebody between us and the provider has answered
            }
        }

        return new StripeUnavailable(
            string.Create(CultureInfo.InvariantCulture, $"Stripe {call.Name} answered {status}."));
    }
}

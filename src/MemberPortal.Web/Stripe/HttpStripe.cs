using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using MemberPortal.Web.Stripe.Wire;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemberPortal.Web.Stripe;

/// <summary>The provider's API over plain HTTP. What goes out and how it is read is 6-stripe.md, section 5.</summary>
internal sealed class HttpStripe(
    HttpClient http, StripeTries tries, IOptions<StripeOptions> options, ILogger<HttpStripe> log) : IStripe
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

    public async Task<string> CreateCustomerAsync(
        NewCustomer customer, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = StripeCall.Post($"v1/customers", idempotencyKey, new()
        {
            ["name"] = customer.Name,
            ["email"] = customer.Email,
            ["preferred_locales[0]"] = customer.Language,
            ["metadata[member]"] = customer.Reference,
        });
        var answer = await SendAsync(call, cancellationToken);
        return Read<CustomerOnWire>(call, answer).Id;
    }

    public async Task<Checkout> CreateCheckoutAsync(
        NewCheckout checkout, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = StripeCall.Post($"v1/checkout/sessions", idempotencyKey, CheckoutForm.Of(checkout));
        var answer = await SendAsync(call, cancellationToken);
        var page = Read<CheckoutOnWire>(call, answer);

        // A replay shows the page as it was when first opened; it may have been paid since.
        return answer.IsReplay ? await GetCheckoutAsync(page.Id, cancellationToken) : Understand(call, page);
    }

    public async Task<Checkout> GetCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        var call = StripeCall.Get($"v1/checkout/sessions/{id}", new()
        {
            ["expand[0]"] = "payment_intent",
            ["expand[1]"] = "payment_intent.latest_charge",
        });
        var answer = await SendAsync(call, cancellationToken);
        return Understand(call, Read<CheckoutOnWire>(call, answer));
    }

    public async Task<Checkout> ExpireCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var key = Guid.NewGuid().ToString();
            await SendAsync(StripeCall.Post($"v1/checkout/sessions/{id}/expire", key, []), cancellationToken);
        }
        catch (StripeRefused refused) when (refused.HttpStatus == StatusCodes.Status400BadRequest)
        {
            // Only an open page can be expired; how this one stands instead is asked for below.
        }

        return await GetCheckoutAsync(id, cancellationToken);
    }

    public async Task<Checkout?> FindCheckoutAsync(
        string reference, string? customerId, DateTime createdSince, CancellationToken cancellationToken)
    {
        var query = new Dictionary<string, string>
        {
            ["limit"] = "100",
            ["created[gte]"] = UnixTime.FromUtc(createdSince).ToString(CultureInfo.InvariantCulture),
        };
        if (customerId is not null)
            query["customer"] = customerId;

        while (true)
        {
            var call = StripeCall.Get($"v1/checkout/sessions", query);
            var answer = await SendAsync(call, cancellationToken);
            var list = Read<CheckoutListOnWire>(call, answer);

            if (list.Data.FirstOrDefault(page => page.ClientReferenceId == reference) is { } found)
                return await GetCheckoutAsync(found.Id, cancellationToken);

            if (!list.HasMore || list.Data.Count == 0)
                return null;

            query["starting_after"] = list.Data[^1].Id;
        }
    }

    private async Task<StripeAnswer> SendAsync(StripeCall call, CancellationToken cancellationToken)
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
            throw FailureOf(call, answer);
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

    private Checkout Understand(StripeCall call, CheckoutOnWire page)
    {
        try
        {
            return page.ToCheckout(options.Value.CheckoutOrigin);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            throw new StripeUnavailable($"Stripe {call.Name} gave an answer that makes no sense.", e);
        }
    }

    private static T Read<T>(StripeCall call, StripeAnswer answer)
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
}

using System.Globalization;
using MemberPortal.Web.Stripe.Wire;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Stripe;

/// <summary>The provider's API over plain HTTP. What goes out and how it is read is 6-stripe.md, sections 5 to 14.</summary>
internal sealed class HttpStripe(StripeApi api, IOptions<StripeOptions> options) : IStripe
{
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
        return StripeApi.Read<ObjectOnWire>(call, await api.SendAsync(call, cancellationToken)).Id;
    }

    public async Task<Checkout> CreateCheckoutAsync(
        NewCheckout checkout, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = StripeCall.Post($"v1/checkout/sessions", idempotencyKey, CheckoutForm.Of(checkout));
        var answer = await api.SendAsync(call, cancellationToken);
        var page = StripeApi.Read<CheckoutOnWire>(call, answer);

        // A replay shows the page as it was when first opened; it may have been paid since.
        return answer.IsReplay ? await GetCheckoutAsync(page.Id, cancellationToken) : Understand(call, () => page.ToCheckout(CheckoutOrigin));
    }

    public async Task<Checkout> GetCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        var call = StripeCall.Get($"v1/checkout/sessions/{id}", Expanding("payment_intent", "payment_intent.latest_charge"));
        var page = StripeApi.Read<CheckoutOnWire>(call, await api.SendAsync(call, cancellationToken));
        return Understand(call, () => page.ToCheckout(CheckoutOrigin));
    }

    public async Task<Checkout> ExpireCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        await TryToEndAsync(StripeCall.Post($"v1/checkout/sessions/{id}/expire", NewKey(), []), cancellationToken);
        return await GetCheckoutAsync(id, cancellationToken);
    }

    public async Task<Checkout?> FindCheckoutAsync(
        string reference, string? customerId, DateTime createdSince, CancellationToken cancellationToken) =>
        await FindAsync<Listed>($"v1/checkout/sessions", customerId, createdSince, page => page.ClientReferenceId == reference, cancellationToken)
            is { } found ? await GetCheckoutAsync(found.Id, cancellationToken) : null;

    public async Task<Intent> ChargeAsync(NewIntent intent, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = StripeCall.Post($"v1/payment_intents", idempotencyKey, new()
        {
            ["amount"] = StripeAmounts.ToWire(intent.AmountMinor, intent.Currency).ToString(CultureInfo.InvariantCulture),
            ["currency"] = intent.Currency.ToLowerInvariant(),
            ["customer"] = intent.CustomerId,
            ["payment_method"] = intent.MethodId,
            ["payment_method_types[0]"] = intent.MethodType,
            ["confirm"] = "true",
            ["description"] = intent.Description,
            ["metadata[attempt]"] = intent.Reference,
            ["return_url"] = intent.ReturnUrl.AbsoluteUri,
        });
        var answer = await api.ChargeAsync(call, cancellationToken);

        // What came back is the payment of that moment, bare; as it is now, with its charge, it is read like any other.
        var id = answer.IsSuccess
            ? StripeApi.Read<PaymentIntentOnWire>(call, answer).Id
            : StripeApi.Read<ErrorOnWire>(call, answer).Error.PaymentIntent?.Id
                ?? throw new StripeUnavailable($"Stripe {call.Name} declined without naming the payment.");
        try
        {
            return await GetIntentAsync(id, cancellationToken);
        }
        catch (StripeRefused unread)
        {
            throw new StripeUnavailable($"Stripe {call.Name} was answered, and the payment could not be read.", unread);   // it may be charged: no "no"
        }
    }

    public async Task<Intent> GetIntentAsync(string id, CancellationToken cancellationToken)
    {
        var call = StripeCall.Get($"v1/payment_intents/{id}", Expanding("latest_charge"));
        var intent = StripeApi.Read<PaymentIntentOnWire>(call, await api.SendAsync(call, cancellationToken));
        return Understand(call, intent.ToIntent);
    }

    public async Task<Intent> CancelIntentAsync(string id, CancellationToken cancellationToken)
    {
        var reason = new Dictionary<string, string> { ["cancellation_reason"] = "abandoned" };
        await TryToEndAsync(StripeCall.Post($"v1/payment_intents/{id}/cancel", NewKey(), reason), cancellationToken);
        return await GetIntentAsync(id, cancellationToken);
    }

    public async Task<Intent?> FindIntentAsync(
        string reference, string? customerId, DateTime createdSince, CancellationToken cancellationToken) =>
        await FindAsync<Listed>($"v1/payment_intents", customerId, createdSince, intent => intent.Metadata?.Attempt == reference, cancellationToken)
            is { } found ? await GetIntentAsync(found.Id, cancellationToken) : null;

    public async Task<SettledPage> ListSettledAsync(
        DateTime since, DateTime until, string? after, CancellationToken cancellationToken)
    {
        // By its event: a debit succeeds days after its payment was made, and a list of payments knows only when they were made.
        var query = new Dictionary<string, string>
        {
            ["type"] = "payment_intent.succeeded",
            ["limit"] = "100",
            ["created[gte]"] = UnixTime.FromUtc(since).ToString(CultureInfo.InvariantCulture),
            ["created[lte]"] = UnixTime.FromUtc(until).ToString(CultureInfo.InvariantCulture),
        };
        if (after is not null)
            query["starting_after"] = after;

        var call = StripeCall.Get($"v1/events", query);
        var list = StripeApi.Read<ListOnWire<PaymentEventOnWire>>(call, await api.SendAsync(call, cancellationToken));
        return Understand(call, () => new SettledPage(
            [.. list.Data.Where(settled => settled.IsOurs).Select(settled => settled.ToSettledPayment())],
            list.Data.Count > 0 ? UnixTime.ToUtc(list.Data[^1].Created) : null,
            list.HasMore && list.Data.Count > 0 ? list.Data[^1].Id : null));
    }

    public async Task<SetupPage> CreateSetupAsync(NewSetup setup, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = StripeCall.Post($"v1/checkout/sessions", idempotencyKey, SetupForm.Of(setup));
        var page = StripeApi.Read<SetupOnWire>(call, await api.SendAsync(call, cancellationToken));
        return await GetSetupAsync(page.Id, cancellationToken);
    }

    public async Task<SetupPage> GetSetupAsync(string id, CancellationToken cancellationToken)
    {
        var call = StripeCall.Get($"v1/checkout/sessions/{id}", Expanding("setup_intent", "setup_intent.payment_method"));
        var page = StripeApi.Read<SetupOnWire>(call, await api.SendAsync(call, cancellationToken));
        return Understand(call, () => page.ToSetupPage(CheckoutOrigin));
    }

    public async Task<SetupPage> ExpireSetupAsync(string id, CancellationToken cancellationToken)
    {
        await TryToEndAsync(StripeCall.Post($"v1/checkout/sessions/{id}/expire", NewKey(), []), cancellationToken);
        return await GetSetupAsync(id, cancellationToken);
    }

    public async Task<SavedMethod> GetMethodAsync(string id, CancellationToken cancellationToken)
    {
        var call = StripeCall.Get($"v1/payment_methods/{id}", []);
        return StripeApi.Read<MethodOnWire>(call, await api.SendAsync(call, cancellationToken)).ToSavedMethod();
    }

    public async Task DetachMethodAsync(string id, CancellationToken cancellationToken)
    {
        await TryToEndAsync(StripeCall.Post($"v1/payment_methods/{id}/detach", NewKey(), []), cancellationToken);
        try
        {
            if ((await GetMethodAsync(id, cancellationToken)).CustomerId is not null)
                throw new StripeUnavailable("Stripe keeps a method that was to be detached.");
        }
        catch (StripeRefused refused) when (refused.HttpStatus == StatusCodes.Status404NotFound)
        {
            // A method that is not there is attached to nobody.
        }
    }

    private Uri CheckoutOrigin => options.Value.CheckoutOrigin;

    private static string NewKey() => Guid.NewGuid().ToString();

    private static Dictionary<string, string> Expanding(params string[] fields) =>
        fields.Select((field, i) => (field, i)).ToDictionary(f => $"expand[{f.i}]", f => f.field);

    /// <summary>Ends what can still be ended. What has ended or gone on by itself refuses; how it stands then is asked for after.</summary>
    private async Task TryToEndAsync(StripeCall call, CancellationToken cancellationToken)
    {
        try
        {
            await api.SendAsync(call, cancellationToken);
        }
        catch (StripeRefused refused) when (refused.HttpStatus is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound)
        {
        }
    }

    private async Task<T?> FindAsync<T>(
        FormattableString path, string? customerId, DateTime createdSince, Func<T, bool> isWanted, CancellationToken cancellationToken)
        where T : class, IHasId
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
            var call = StripeCall.Get(path, query);
            ListOnWire<T> list;
            try
            {
                list = StripeApi.Read<ListOnWire<T>>(call, await api.SendAsync(call, cancellationToken));
            }
            catch (StripeRefused refused) when (refused.Param == "customer" && query.Remove("customer"))
            {
                continue;   // gone; what was made for it may still be there
            }

            if (list.Data.FirstOrDefault(isWanted) is { } found)
                return found;

            if (!list.HasMore || list.Data.Count == 0)
                return null;

            query["starting_after"] = list.Data[^1].Id;
        }
    }

    private static T Understand<T>(StripeCall call, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            throw new StripeUnavailable($"Stripe {call.Name} gave an answer that makes no sense.", e);
        }
    }
}

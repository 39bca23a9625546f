using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>Sends a debit to the bank, which answers later (6-stripe.md, 14 and 19). Inside the store.</summary>
internal sealed class Debits(
    SandboxStore store,
    ChargeBook charges,
    MethodBook methods,
    MandateBook mandates,
    Timetable timetable,
    EventLog events,
    SandboxOptions options,
    TimeProvider clock)
{
    /// <summary>In cents: a bank makes no debit over 10,000 EUR.</summary>
    public const long Largest = 1_000_000;

    private static readonly TimeSpan SlowBanksTakeMore = TimeSpan.FromMinutes(3);

    public void Start(JsonObject intent, JsonObject method, Confirmation how, Cause cause)
    {
        if (!intent.Is("currency", "eur"))
        {
            throw StripeErrors.Invalid(
                "The payment method `sepa_debit` only supports the following currencies: eur.", "currency", "payment_method_currency_mismatch");
        }

        if (intent.Number("amount") > Largest)
            throw StripeErrors.Invalid("A SEPA debit can be at most 10,000.00 EUR.", "amount", "amount_too_large");

        var mandate = MandateFor(intent, method, how);
        var after = options.BanksTake + (methods.AccountBehind(method).IsSlow ? SlowBanksTakeMore : TimeSpan.Zero);
        var now = clock.GetUtcNow();
        var charge = charges.Pending(intent, method, mandate, DateOnly.FromDateTime((now + after).UtcDateTime), now.ToUnixTimeSeconds());

        intent["latest_charge"] = charge.Id();
        intent["status"] = "processing";
        timetable.Add(Happening.DebitSettles, charge.Id(), after);
        store.PaymentIntents.Keep(intent);
        events.Record("charge.pending", charge, cause);
        events.Record("payment_intent.processing", intent, cause);
    }

    private string MandateFor(JsonObject intent, JsonObject method, Confirmation how)
    {
        if (how.Mandate is { } named)
        {
            return store.Mandates.Find(named) is { } found && found.Is("payment_method", method.Id()) && IsActive(named)
                ? named
                : throw StripeErrors.Invalid($"The mandate {named} cannot be used with this PaymentMethod.", "mandate", "payment_intent_mandate_invalid");
        }

        if (how.Acceptance is { } acceptance)
        {
            var isForLater = intent.Is("setup_future_usage", "off_session");
            var mandate = mandates.Add(method, acceptance, isForLater).Id();
            if (isForLater)
                methods.GiveMandate(method, mandate);
            return mandate;
        }

        return ActiveMandateOf(method) ?? throw StripeErrors.Invalid(
            "This PaymentIntent requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and " +
            "try again, providing acceptance data in the `mandate_data` parameter.", code: "payment_intent_mandate_invalid");
    }

    private string? ActiveMandateOf(JsonObject method) => methods.MandateOf(method) is { } mandate && IsActive(mandate) ? mandate : null;

    private bool IsActive(string mandate) => store.Mandates.Find(mandate)!.Is("status", "active");
}

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Refunds;

internal sealed class RefundResource(SandboxStore store, RefundBook refunds) : IResource
{
    private const string Kind = "refund";

    public void Map(ApiRoutes routes)
    {
        routes.Post("refunds", Create);
        routes.Get("refunds", List);
        routes.Get("refunds/{id}", Get);
        routes.Post("refunds/{id}", Update);
        routes.Post("refunds/{id}/cancel", Cancel);
    }

    private JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var intent = parameters.Filled("payment_intent");
        var chargeId = parameters.Filled("charge");
        var wanted = parameters.Integer("amount", least: 1);
        var reason = parameters.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = parameters.Metadata();
        parameters.Email("instructions_email");
        if (intent is null && chargeId is null)
            throw StripeErrors.Invalid("One of the following params should be provided for this request: payment_intent or charge.", code: "parameter_missing");
        call.Begin();

        var charge = chargeId is not null ? ChargeNamed(chargeId) : ChargeOf(intent!);
        RefuseUnrefundable(charge);
        var left = charge.Number("amount_captured") - charge.Number("amount_refunded");
        var amount = wanted ?? left;
        if (amount > left)
        {
            throw StripeErrors.Invalid(
                $"Refund amount ({amount}) is greater than unrefunded amount on charge ({left}), in the minor unit of {charge.Text("currency")}", "amount");
        }

        Currencies.RefuseFraction(amount, charge.Text("currency")!, "amount");
        return refunds.Add(charge, amount, reason, metadata, call.Cause);
    }

    private JsonObject Get(ApiCall call)
    {
        call.Begin();
        return Find(call);
    }

    private JsonObject Update(ApiCall call)
    {
        var metadata = call.Parameters.Metadata(store.Refunds.Find(call.Id)?["metadata"]?.AsObject());
        call.Begin();

        var refund = Find(call);
        refund["metadata"] = metadata;
        store.Refunds.Keep(refund);
        return refund;
    }

    private JsonObject Cancel(ApiCall call)
    {
        call.Begin();
        throw StripeErrors.Invalid(
            $"You can only cancel a refund with a status of requires_action. This one has a status of {Find(call).Text("status")}.");
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var charge = call.Parameters.Filled("charge");
        var intent = call.Parameters.Filled("payment_intent");
        call.Begin();

        return page.Of(store.Refunds, Kind, call.Path, refund =>
            (charge is null || refund.Is("charge", charge)) && (intent is null || refund.Is("payment_intent", intent)));
    }

    private JsonObject Find(ApiCall call) => store.Refunds.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);

    private JsonObject ChargeNamed(string id) => store.Charges.Find(id) ?? throw StripeErrors.NoSuch("charge", id, "charge");

    private JsonObject ChargeOf(string intentId)
    {
        var intent = store.PaymentIntents.Find(intentId) ?? throw StripeErrors.NoSuch("payment_intent", intentId, "payment_intent");
        return intent.Is("status", "succeeded")
            ? store.Charges.Find(intent.Text("latest_charge")!)!
            : throw StripeErrors.Invalid($"This PaymentIntent ({intentId}) does not have a successful charge to refund.", "payment_intent", "charge_not_refundable");
    }

    private static void RefuseUnrefundable(JsonObject charge)
    {
        if (!charge.Is("status", "succeeded") || !charge["captured"]!.GetValue<bool>())
            throw StripeErrors.Invalid($"Charge {charge.Id()} has not succeeded and cannot be refunded.", "charge", "charge_not_refundable");
        if (charge["disputed"]!.GetValue<bool>())
            throw StripeErrors.Invalid($"Charge {charge.Id()} has been charged back; cannot issue a refund.", "charge", "charge_disputed");
        if (charge["refunded"]!.GetValue<bool>())
            throw StripeErrors.Invalid($"Charge {charge.Id()} has already been refunded.", "charge", "charge_already_refunded");
    }
}

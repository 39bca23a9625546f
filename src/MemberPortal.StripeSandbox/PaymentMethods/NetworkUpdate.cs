using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>The card network tells that the bank has sent out a new card, which it no longer declines (6-stripe.md, 11). Inside the store.</summary>
internal sealed class NetworkUpdate(SandboxStore store, MethodBook methods, EventLog events)
{
    private const long YearsOfANewCard = 3;

    /// <param name="method">A card.</param>
    /// <param name="month">Null leaves it as it is.</param>
    /// <param name="year">Null when the new card is good for three years more.</param>
    /// <param name="last4">Null leaves the number as it is.</param>
    public void Run(JsonObject method, long? month, long? year, string? last4)
    {
        var card = method["card"]!.AsObject();
        var changed = new JsonObject
        {
            ["exp_month"] = month ?? card.Number("exp_month"),
            ["exp_year"] = year ?? card.Number("exp_year") + YearsOfANewCard,
            ["last4"] = last4 ?? card.Text("last4"),
        };
        Changes.Apply(changed, card, out var previous);
        store.PaymentMethods.Keep(method);
        methods.ChangeBank(method, null);
        events.Record("payment_method.automatically_updated", method, Cause.NoRequest, new JsonObject { ["card"] = previous });
    }
}

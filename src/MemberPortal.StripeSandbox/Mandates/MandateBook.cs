using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Mandates;

/// <summary>Permissions to debit an account (6-stripe.md, 12 and 14). Inside the store.</summary>
internal sealed class MandateBook(SandboxStore store, EventLog events, TimeProvider clock)
{
    public JsonObject Add(JsonObject method, JsonObject acceptance, bool isForLater)
    {
        var id = StripeId.Mandate();
        acceptance = acceptance.Copy();
        acceptance["accepted_at"] ??= clock.GetUtcNow().ToUnixTimeSeconds();
        var mandate = new JsonObject
        {
            ["id"] = id,
            ["object"] = "mandate",
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["customer_acceptance"] = acceptance,
            ["livemode"] = false,
            ["multi_use"] = isForLater ? new JsonObject() : null,
            ["payment_method"] = method.Id(),
            ["payment_method_details"] = new JsonObject
            {
                ["sepa_debit"] = new JsonObject
                {
                    ["reference"] = id[^16..].ToUpper(CultureInfo.InvariantCulture),
                    ["url"] = $"https://hooks.stripe.com/adapter/sepa_debit/file/{id}",
                },
                ["type"] = "sepa_debit",
            },
            ["single_use"] = null,
            ["status"] = "active",
            ["type"] = isForLater ? "multi_use" : "single_use",
        };
        store.Mandates.Keep(mandate);
        return mandate;
    }

    /// <summary>The account's holder, or their bank, allows it no longer.</summary>
    public void End(string id)
    {
        var mandate = store.Mandates.Find(id)!;
        if (!mandate.Is("status", "active"))
            return;

        mandate["status"] = "inactive";
        store.Mandates.Keep(mandate);
        events.Record("mandate.updated", mandate, Cause.NoRequest, new JsonObject { ["status"] = "active" });
    }

    public static JsonObject AcceptedOnPage() => new()
    {
        ["online"] = new JsonObject { ["ip_address"] = "127.0.0.1", ["user_agent"] = "browser" },
        ["type"] = "online",
    };

    /// <summary>The customer_acceptance of mandate_data; null when none was sent.</summary>
    public static JsonObject? ReadAcceptance(Parameters parameters)
    {
        if (parameters.Group("mandate_data") is not { } data)
            return null;

        var sent = data.Group("customer_acceptance") ?? throw StripeErrors.Missing(data.NameOf("customer_acceptance"));
        var type = sent.OneOf("type", "online", "offline") ?? throw StripeErrors.Missing(sent.NameOf("type"));
        var acceptance = new JsonObject { ["accepted_at"] = sent.Integer("accepted_at"), ["type"] = type };
        if (type == "online")
        {
            var online = sent.Group("online") ?? throw StripeErrors.Missing(sent.NameOf("online"));
            acceptance["online"] = new JsonObject
            {
                ["ip_address"] = online.Required("ip_address"), ["user_agent"] = online.Required("user_agent"),
            };
        }
        else
        {
            sent.Group("offline");
            acceptance["offline"] = new JsonObject();
        }

        return acceptance;
    }
}

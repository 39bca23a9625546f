using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Customers;

/// <summary>What a customer shows only when it is expanded (6-stripe.md, 10). Inside the store.</summary>
internal static class CustomerExtras
{
    public static readonly string[] Names = ["discount", "sources", "subscriptions", "tax", "tax_ids"];

    public static JsonNode? Of(SandboxStore store, string customer, string name) => name switch
    {
        "tax_ids" => List(store.TaxIds.NewestFirst().Where(id => id.Is("customer", customer))),
        "sources" or "subscriptions" => List([]),
        "tax" => new JsonObject { ["automatic_tax"] = "unrecognized_location", ["ip_address"] = null, ["location"] = null },
        _ => null,
    };

    /// <summary>The tax_id_data of a new customer, without the customer.</summary>
    public static IReadOnlyList<JsonObject> ReadTaxIds(Parameters parameters, long created) =>
    [
        .. parameters.Groups("tax_id_data").Select(sent => new JsonObject
        {
            ["id"] = StripeId.New("txi_1", 23),
            ["object"] = "tax_id",
            ["created"] = created,
            ["customer"] = null,
            ["livemode"] = false,
            ["type"] = sent.Required("type"),
            ["value"] = sent.Required("value"),
            ["verification"] = null,
        }),
    ];

    private static JsonObject List(IEnumerable<JsonObject> items) => Page.First.Of(items, "/v1/customers");
}

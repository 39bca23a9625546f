using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Checkout;

/// <summary>What a checkout session sells. Prices are given in place (price_data): the sandbox keeps no catalogue.</summary>
internal static class LineItems
{
    public static JsonArray Read(Parameters parameters)
    {
        var sent = parameters.Groups("line_items");
        if (sent.Count == 0)
            throw StripeErrors.Missing("line_items");
        if (sent.Count > 100)
            throw StripeErrors.Invalid("A Checkout Session can have at most 100 line items.", "line_items");

        var items = new JsonArray([.. sent.Select(Item)]);
        if (items.Select(item => item!.Text("currency")).Distinct().Count() > 1)
            throw StripeErrors.Invalid("All line items must have the same currency.", "line_items");

        return items;
    }

    public static JsonObject ListOf(SandboxStore store, string sessionId, Page page) => page.Of(
        In(store, sessionId), $"/v1/checkout/sessions/{sessionId}/line_items");

    public static IEnumerable<JsonObject> In(SandboxStore store, string sessionId) =>
        store.CheckoutDetails.Find(sessionId)!["line_items"]!.AsArray().Select(item => item!.AsObject());

    public static JsonObject Of(string name, string? description, decimal unitAmount, long quantity, string currency)
    {
        var total = decimal.ToInt64(decimal.Round(unitAmount * quantity, MidpointRounding.AwayFromZero));
        return new JsonObject
        {
            ["id"] = StripeId.New("li_1", 23),
            ["object"] = "item",
            ["amount_discount"] = 0L,
            ["amount_subtotal"] = total,
            ["amount_tax"] = 0L,
            ["amount_total"] = total,
            ["currency"] = currency,
            ["description"] = name,
            ["price"] = new JsonObject
            {
                ["id"] = StripeId.New("price_1", 23),
                ["object"] = "price",
                ["active"] = false,
                ["currency"] = currency,
                ["nickname"] = description,
                ["product"] = StripeId.New("prod_", 14),
                ["type"] = "one_time",
                ["unit_amount"] = decimal.IsInteger(unitAmount) ? decimal.ToInt64(unitAmount) : null,
                ["unit_amount_decimal"] = unitAmount.ToString(CultureInfo.InvariantCulture),
            },
            ["quantity"] = quantity,
        };
    }

    private static JsonObject Item(Parameters sent)
    {
        if (sent.Filled("price") is { } price)
            throw StripeErrors.NoSuch("price", price, sent.NameOf("price"));

        var data = sent.Group("price_data") ?? throw StripeErrors.Missing(sent.NameOf("price_data"));
        var currency = data.RequiredCurrency("currency");
        var (name, description) = Product(data);
        data.OneOf("tax_behavior", "exclusive", "inclusive", "unspecified");
        return Of(name, description, UnitAmount(data, currency), sent.RequiredInteger("quantity", least: 1), currency);
    }

    private static (string Name, string? Description) Product(Parameters data)
    {
        if (data.Filled("product") is { } id)
            throw StripeErrors.NoSuch("product", id, data.NameOf("product"));

        var product = data.Group("product_data") ?? throw StripeErrors.Missing(data.NameOf("product_data"));
        product.Metadata();
        if (product.Texts("images").Count > 8)
            throw StripeErrors.Invalid("A product can have at most 8 images.", product.NameOf("images"));
        product.Filled("tax_code");
        product.Filled("unit_label");
        return (product.Required("name", 250), product.Filled("description"));
    }

    private static decimal UnitAmount(Parameters data, string currency)
    {
        var whole = data.Integer("unit_amount", least: 0);
        var exact = data.Filled("unit_amount_decimal");
        if (whole is null == exact is null)
        {
            throw whole is null
                ? StripeErrors.Missing(data.NameOf("unit_amount"))
                : StripeErrors.Invalid("You may only specify one of: unit_amount, unit_amount_decimal.", data.NameOf("unit_amount_decimal"));
        }

        if (whole is { } amount)
        {
            if (amount > Currencies.Largest)
                throw StripeErrors.Invalid("Amount must be no more than 99999999", data.NameOf("unit_amount"), "amount_too_large");
            Currencies.RefuseFraction(amount, currency, data.NameOf("unit_amount"));
            return amount;
        }

        return decimal.TryParse(exact, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unit) && unit <= Currencies.Largest
            ? unit
            : throw StripeErrors.Invalid($"Invalid decimal: {exact}", data.NameOf("unit_amount_decimal"), "parameter_invalid_decimal");
    }
}

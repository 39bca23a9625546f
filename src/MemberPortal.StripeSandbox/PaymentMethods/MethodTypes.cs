using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>Which kinds of payment method an intent or a session takes.</summary>
internal static class MethodTypes
{
    /// <summary>What was asked for; without it cards, and bank debits where the caller leaves the choice to the account's settings.</summary>
    public static string[] Read(Parameters parameters, string? currency, bool isAutomatic)
    {
        var automatic = AreAutomatic(parameters) ?? isAutomatic;
        var sent = parameters.Texts("payment_method_types");
        if (sent.FirstOrDefault(type => type is not ("card" or "sepa_debit")) is { } unknown)
        {
            throw StripeErrors.Invalid(
                $"The payment method type provided: {unknown} is invalid. The sandbox has card and sepa_debit.", "payment_method_types");
        }

        if (sent.Contains("sepa_debit") && currency is not (null or "eur"))
        {
            throw StripeErrors.Invalid(
                "The payment method `sepa_debit` only supports the following currencies: eur.", "payment_method_types",
                "payment_method_currency_mismatch");
        }

        return sent.Count > 0 ? [.. sent] : currency == "eur" && automatic ? ["card", "sepa_debit"] : ["card"];
    }

    public static void RefuseOther(JsonObject intent, JsonObject method) =>
        RefuseOther([.. intent["payment_method_types"]!.AsArray().Select(type => type!.GetValue<string>())], method);

    public static void RefuseOther(IReadOnlyCollection<string> types, JsonObject method)
    {
        if (!types.Contains(method.Text("type")!))
        {
            throw StripeErrors.Invalid(
                $"The PaymentMethod provided ({method.Text("type")}) is not allowed. Please provide a PaymentMethod of one of the " +
                $"following types: {string.Join(", ", types)}.", "payment_method");
        }
    }

    private static bool? AreAutomatic(Parameters parameters)
    {
        if (parameters.Group("automatic_payment_methods") is not { } automatic)
            return null;

        automatic.OneOf("allow_redirects", "always", "never");
        return automatic.Boolean("enabled") ?? throw StripeErrors.Missing(automatic.NameOf("enabled"));
    }
}

using System.Globalization;
using MemberPortal.Web.Stripe.Wire;

namespace MemberPortal.Web.Stripe;

/// <summary>The fields that open a payment page (6-stripe.md, section 13).</summary>
internal static class CheckoutForm
{
    public static Dictionary<string, string> Of(NewCheckout checkout)
    {
        var amount = StripeAmounts.ToWire(checkout.AmountMinor, checkout.Currency);
        var form = new Dictionary<string, string>
        {
            ["mode"] = "payment",
            ["client_reference_id"] = checkout.Reference,
            ["metadata[attempt]"] = checkout.Reference,
            ["payment_intent_data[metadata][attempt]"] = checkout.Reference,
            ["payment_intent_data[description]"] = checkout.Description,
            ["line_items[0][quantity]"] = "1",
            ["line_items[0][price_data][currency]"] = checkout.Currency.ToLowerInvariant(),
            ["line_items[0][price_data][unit_amount]"] = amount.ToString(CultureInfo.InvariantCulture),
            ["line_items[0][price_data][product_data][name]"] = checkout.Description,
            ["locale"] = LocaleOf(checkout.Language),
            ["success_url"] = checkout.SuccessUrl.AbsoluteUri,
            ["cancel_url"] = checkout.CancelUrl.AbsoluteUri,
            ["expires_at"] = UnixTime.FromUtc(checkout.ExpiresAt).ToString(CultureInfo.InvariantCulture),
        };

        // The provider takes one or the other.
        if (checkout.CustomerId is not null)
            form["customer"] = checkout.CustomerId;
        else if (checkout.CustomerEmail is not null)
            form["customer_email"] = checkout.CustomerEmail;

        if (checkout.KeepsMethod)
            form["payment_intent_data[setup_future_usage]"] = "off_session";

        return form;
    }

    /// <summary>Our five languages are called there as here; with any other the browser's language decides.</summary>
    public static string LocaleOf(string language) =>
        language is "en" or "sv" or "nb" or "ru" or "fr" ? language : "auto";
}

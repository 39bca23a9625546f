using System.Globalization;
using MemberPortal.Web.Stripe.Wire;

namespace MemberPortal.Web.Stripe;

/// <summary>The fields that open a page on which a method is put on file (6-stripe.md, sections 12 and 13).</summary>
internal static class SetupForm
{
    public static Dictionary<string, string> Of(NewSetup setup)
    {
        var form = new Dictionary<string, string>
        {
            ["mode"] = "setup",
            ["customer"] = setup.CustomerId,
            ["client_reference_id"] = setup.Reference,
            ["metadata[attempt]"] = setup.Reference,
            ["setup_intent_data[metadata][attempt]"] = setup.Reference,
            ["payment_method_types[0]"] = "card",
            ["locale"] = CheckoutForm.LocaleOf(setup.Language),
            ["success_url"] = setup.SuccessUrl.AbsoluteUri,
            ["cancel_url"] = setup.CancelUrl.AbsoluteUri,
            ["expires_at"] = UnixTime.FromUtc(setup.ExpiresAt).ToString(CultureInfo.InvariantCulture),
        };
        if (string.Equals(setup.Currency, "EUR", StringComparison.OrdinalIgnoreCase))
            form["payment_method_types[1]"] = "sepa_debit";

        return form;
    }
}

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Customers;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>A payment method told by its details instead of an id: of a new one, or as payment_method_data.</summary>
internal sealed record MethodDetails
{
    private TestCard? Card { get; init; }
    private long ExpiryMonth { get; init; }
    private long ExpiryYear { get; init; }
    private TestAccount? Account { get; init; }
    private JsonObject Billing { get; init; } = [];
    private JsonObject Metadata { get; init; } = [];
    private string? Redisplay { get; init; }

    public static MethodDetails Read(Parameters parameters)
    {
        var type = parameters.OneOf("type", "card", "sepa_debit") ?? throw StripeErrors.Missing(parameters.NameOf("type"));
        var details = new MethodDetails
        {
            Billing = MethodObject.Billing(null, null),
            Metadata = parameters.Metadata(),
            Redisplay = parameters.OneOf("allow_redisplay", "always", "limited", "unspecified"),
        };
        ReadBilling(parameters, details.Billing);
        var group = parameters.Group(type) ?? throw StripeErrors.Missing(parameters.NameOf(type));
        return type == "card" ? details.WithCard(group) : details.WithAccount(group, parameters);
    }

    public JsonObject Make(MethodBook methods)
    {
        var method = Card is not null
            ? methods.Add(Card, ExpiryMonth, ExpiryYear, Billing.DeepClone().AsObject())
            : methods.Add(Account!, Billing.DeepClone().AsObject());
        method["metadata"] = Metadata.DeepClone();
        method["allow_redisplay"] = Redisplay ?? "unspecified";
        return method;
    }

    public static void ReadBilling(Parameters parameters, JsonObject billing)
    {
        if (parameters.Group("billing_details") is not { } sent)
            return;

        sent.Fill(billing, "name");
        sent.Fill(billing, "phone");
        if (sent.Has("email"))
            billing["email"] = sent.Email("email");
        if (sent.Has("address"))
            billing["address"] = CustomerResource.Address(sent);
    }

    private MethodDetails WithCard(Parameters card)
    {
        var number = card.Required("number");
        card.Filled("cvc", 4);
        return this with
        {
            Card = TestCard.ByNumber(number) ?? throw StripeErrors.Invalid(
                "Your card number is incorrect. The sandbox takes test cards only.", card.NameOf("number"), "incorrect_number"),
            ExpiryMonth = card.RequiredInteger("exp_month", least: 1),
            ExpiryYear = card.RequiredInteger("exp_year", least: 2000),
        };
    }

    private MethodDetails WithAccount(Parameters debit, Parameters parameters)
    {
        var iban = debit.Required("iban");
        foreach (var field in new[] { "name", "email" })
        {
            if (Billing[field] is null)
                throw StripeErrors.Missing($"{parameters.NameOf("billing_details")}[{field}]");
        }

        return this with
        {
            Account = TestAccount.ByIban(iban) ?? throw StripeErrors.Invalid(
                "The IBAN you provided is invalid. The sandbox takes test accounts only.", debit.NameOf("iban"), "invalid_bank_account_iban"),
        };
    }
}

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.PaymentMethods;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>A bank account as a person typed it into the page. Lives for one request; nothing of it is logged.</summary>
public sealed record DebitForm : IMethodForm
{
    public string Email { get; init; } = "";
    public string Iban { get; init; } = "";
    public string Name { get; init; } = "";

    public static DebitForm Read(IFormCollection form) => new()
    {
        Email = Typed.In(form, "email"), Iban = Typed.In(form, "iban"), Name = Typed.In(form, "name"),
    };

    public IReadOnlyDictionary<string, string> Mistakes(bool asksEmail, DateTimeOffset now)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (asksEmail && Typed.EmailMistake(Email) is { } email)
            found["email"] = email;
        if (Iban.Length == 0)
            found["iban"] = "Error.IbanMissing";
        else if (TestAccount.ByIban(Iban) is null)
            found["iban"] = "Error.IbanNotATestAccount";
        if (Name.Length == 0)
            found["name"] = "Error.HolderMissing";
        return found;
    }

    JsonObject IMethodForm.Make(MethodBook methods, string? knownEmail) =>
        methods.Add(TestAccount.ByIban(Iban)!, MethodObject.Billing(Name, knownEmail ?? Email));
}

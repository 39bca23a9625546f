using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Customers;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>Turns ids into the objects they name, as <c>expand[]=payment_intent.latest_charge</c> asks; at most four deep.</summary>
internal sealed class Expansion(SandboxStore store)
{
    private const int Deepest = 4;

    private static readonly Dictionary<string, string[]> Expandable = new(StringComparer.Ordinal)
    {
        ["checkout.session"] = ["customer", "payment_intent", "setup_intent", "line_items"],
        ["customer"] = ["invoice_settings", .. CustomerExtras.Names],
        ["customer.invoice_settings"] = ["default_payment_method"],
        ["payment_intent"] = ["customer", "payment_method", "latest_charge"],
        ["setup_intent"] = ["customer", "payment_method", "mandate", "single_use_mandate"],
        ["mandate"] = ["payment_method"],
        ["charge"] = ["customer", "payment_intent", "balance_transaction", "failure_balance_transaction"],
        ["refund"] = ["charge", "payment_intent", "balance_transaction", "failure_balance_transaction"],
        ["dispute"] = ["charge", "payment_intent"],
        ["payment_method"] = ["customer"],
        ["balance_transaction"] = ["source"],
        ["payout"] = ["balance_transaction", "failure_balance_transaction"],
    };

    public JsonObject Expand(JsonObject answer, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return answer;

        var expanded = answer.Copy();
        foreach (var path in paths)
        {
            var parts = path.Split('.');
            if (parts.Length > Deepest)
            {
                throw StripeErrors.Invalid(
                    $"You cannot expand more than {Deepest} levels of a property ({path}).", "expand", "property_expansion_max_depth");
            }

            Expand(expanded, KindOf(expanded), parts, path);
        }

        return expanded;
    }

    private void Expand(JsonObject target, string kind, ReadOnlySpan<string> parts, string path)
    {
        if (parts.IsEmpty)
            return;

        var name = parts[0];
        if (target.Is("object", "list") && name == "data")
        {
            foreach (var item in target["data"]!.AsArray())
                Expand(item!.AsObject(), KindOf(item), parts[1..], path);
            return;
        }

        if (!Expandable.GetValueOrDefault(kind, []).Contains(name))
            throw StripeErrors.Invalid($"This property cannot be expanded ({path}).", "expand");

        if (name == "line_items")
            target[name] = LineItems.ListOf(store, target.Id(), Page.First);
        else if (kind == "customer" && CustomerExtras.Names.Contains(name))
            target[name] = CustomerExtras.Of(store, target.Id(), name);
        else if (target[name] is JsonValue id)
            target[name] = store.Find(id.GetValue<string>())?.Copy() ?? id.DeepClone();

        if (target[name] is JsonObject inner)
            Expand(inner, inner.Text("object") ?? $"{kind}.{name}", parts[1..], path);
    }

    private static string KindOf(JsonNode item) => item.Text("object")!;
}

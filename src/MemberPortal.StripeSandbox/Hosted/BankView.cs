using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the bank asks. Copied out of the store, so that rendering holds nobody up.</summary>
internal sealed record BankView
{
    /// <summary>The bank has no answer yet.</summary>
    public required bool Waits { get; init; }

    /// <summary>Minor units; 0 when a card is saved and nothing is paid.</summary>
    public required long Amount { get; init; }

    /// <summary>Null when a card is saved and nothing is paid.</summary>
    public required string? Currency { get; init; }

    /// <summary>The session's, and what the customer prefers: a payment without a page of ours tells no language.</summary>
    public required IReadOnlyList<string?> Locales { get; init; }

    /// <summary>Null when the caller named no place.</summary>
    public required string? WayOn { get; init; }

    /// <summary>Null when the answer leads nowhere else.</summary>
    public required string? FormLeadsTo { get; init; }

    /// <summary>Inside the store.</summary>
    public static BankView Of(JsonObject intent, SandboxStore store, CheckoutSessions sessions, AnswerBank answerBank)
    {
        var session = sessions.OfIntent(intent.Id());
        var wayOn = answerBank.WayOn(intent);
        return new BankView
        {
            Waits = AnswerBank.Waits(intent),
            Amount = intent.Number("amount"),
            Currency = intent.Text("currency"),
            Locales = [session?.Text("locale"), .. session is null ? Preferred(intent, store) : []],
            WayOn = wayOn,
            FormLeadsTo = session is null ? wayOn : PayCheckout.SuccessUrl(session),
        };
    }

    private static IEnumerable<string> Preferred(JsonObject intent, SandboxStore store) =>
        intent.Text("customer") is { } customer && store.Customers.Find(customer)?["preferred_locales"] is JsonArray locales
            ? locales.Select(locale => locale!.GetValue<string>())
            : [];
}

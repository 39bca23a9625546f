using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Disputes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the sandbox holds, newest first, and what can still happen to it.</summary>
public sealed record OverviewView
{
    private const int Latest = 50;

    public required bool IsHeld { get; init; }
    public required int WebhooksWaiting { get; init; }
    public required int FaultsWaiting { get; init; }
    public required IReadOnlyList<Row> Sessions { get; init; }
    public required IReadOnlyList<Row> Payments { get; init; }
    public required IReadOnlyList<Row> Charges { get; init; }
    public required IReadOnlyList<Row> Debits { get; init; }
    public required IReadOnlyList<Row> Customers { get; init; }
    public required IReadOnlyList<Row> Methods { get; init; }
    public required IReadOnlyList<Row> Refunds { get; init; }
    public required IReadOnlyList<Row> Disputes { get; init; }
    public required IReadOnlyList<Row> Payouts { get; init; }
    public required IReadOnlyList<Row> Events { get; init; }

    /// <summary>Inside the store.</summary>
    internal static OverviewView Of(SandboxStore store, bool isHeld, int faults) => new()
    {
        IsHeld = isHeld,
        WebhooksWaiting = store.Deliveries.OldestFirst.Count,
        FaultsWaiting = faults,
        Sessions = Rows(store.CheckoutSessions, s => $"{s.Text("mode")}, {s.Text("status")}, {s.Text("payment_status")}{Amount(s, "amount_total")}", CheckoutSessions.IsOpen),
        Payments = Rows(store.PaymentIntents, p => $"{p.Text("status")}{Amount(p, "amount")}"),
        Charges = Rows(store.Charges, c => $"{c.Text("status")}{Amount(c, "amount")}", IsDisputable, c => !c.Is("status", "pending")),
        Debits = Rows(store.Charges, c => $"{c.Text("status")}{Amount(c, "amount")}", only: c => c.Is("status", "pending")),
        Customers = Rows(store.Customers, c => c.Text("name") ?? c.Text("email") ?? ""),
        Methods = Rows(store.PaymentMethods, Method, m => m.Is("type", "card"), m => m["customer"] is not null),
        Refunds = Rows(store.Refunds, r => $"{r.Text("status")}{Amount(r, "amount")}", r => r.Text("status") is "pending" or "succeeded"),
        Disputes = Rows(store.Disputes, d => $"{d.Text("status")}, {d.Text("reason")}{Amount(d, "amount")}", DisputeBook.IsOpen),
        Payouts = Rows(store.Payouts, p => $"{p.Text("status")}{Amount(p, "amount")}", p => p.Text("status") is not "failed"),
        Events = Rows(store.Events, e => e.Text("type")!),
    };

    private static List<Row> Rows(
        Table table, Func<JsonObject, string> what, Func<JsonObject, bool>? hasButtons = null, Func<JsonObject, bool>? only = null) =>
    [
        .. table.NewestFirst().Where(item => only is null || only(item)).Take(Latest).Select(item => new Row(
            item.Id(), what(item), DateTimeOffset.FromUnixTimeSeconds(item.Number("created")).ToString("u", CultureInfo.InvariantCulture),
            hasButtons is null || hasButtons(item))),
    ];

    private static bool IsDisputable(JsonObject charge) => charge.Is("status", "succeeded") && !charge["disputed"]!.GetValue<bool>();

    private static string Method(JsonObject method) => method["card"] is { } card
        ? $"{card.Text("brand")} {card.Text("last4")}, {card.Number("exp_month")}/{card.Number("exp_year")}, {method.Text("customer")}"
        : $"{method.Text("type")} {method["sepa_debit"]!.Text("last4")}, {method.Text("customer")}";

    private static string Amount(JsonObject item, string name) =>
        item[name] is null ? "" : $", {AmountText.Of(item.Number(name), item.Text("currency")!, CultureInfo.GetCultureInfo("en"))}";

    /// <summary>One line of a list; has buttons while something can still happen to it.</summary>
    public sealed record Row(string Id, string What, string At, bool HasButtons);
}

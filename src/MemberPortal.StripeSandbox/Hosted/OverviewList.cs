using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Disputes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>One kind of thing that the sandbox holds.</summary>
/// <param name="Name">In the address of the overview.</param>
/// <param name="Heading">The key of its text.</param>
/// <param name="In">Where it is kept.</param>
/// <param name="What">What it is, in the words of the API.</param>
internal sealed record OverviewList(
    string Name, string Heading, Func<SandboxStore, Table> In, Func<SandboxStore, JsonObject, string> What)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Which of the table's items it has.</summary>
    public Func<JsonObject, bool> Has { get; init; } = _ => true;

    /// <summary>The actions that can still happen to an item.</summary>
    public Func<SandboxStore, JsonObject, IReadOnlyList<string>> Can { get; init; } = (_, _) => [];

    public static readonly IReadOnlyList<OverviewList> All =
    [
        new("sessions", "Overview.Sessions", store => store.CheckoutSessions,
            (_, s) => $"{s.Text("mode")}, {s.Text("status")}, {s.Text("payment_status")}{Amount(s, "amount_total")}")
        {
            Can = (_, s) => CheckoutSessions.IsOpen(s) ? ["expire-session"] : [],
        },
        new("payments", "Overview.Payments", store => store.PaymentIntents, (_, p) => $"{p.Text("status")}{Amount(p, "amount")}"),
        new("debits", "Overview.Debits", store => store.Charges, (_, c) => $"{c.Text("status")}{Amount(c, "amount")}")
        {
            Has = c => c.Is("status", "pending"),
            Can = (_, _) => ["settle-debit", "bounce-debit"],
        },
        new("charges", "Overview.Charges", store => store.Charges, (_, c) => $"{c.Text("status")}{Amount(c, "amount")}")
        {
            Has = c => !c.Is("status", "pending"),
            Can = (_, c) => c.Is("status", "succeeded") && !c["disputed"]!.GetValue<bool>() ? ["open-dispute"] : [],
        },
        new("refunds", "Overview.Refunds", store => store.Refunds, (_, r) => $"{r.Text("status")}{Amount(r, "amount")}")
        {
            Can = (_, r) => r.Text("status") switch
            {
                "pending" => ["succeed-refund", "fail-refund"],
                "succeeded" => ["fail-refund"],
                _ => [],
            },
        },
        new("disputes", "Overview.Disputes", store => store.Disputes, (_, d) => $"{d.Text("status")}, {d.Text("reason")}{Amount(d, "amount")}")
        {
            Can = (_, d) => DisputeBook.IsOpen(d) ? ["win-dispute", "lose-dispute"] : [],
        },
        new("payouts", "Overview.Payouts", store => store.Payouts, (_, p) => $"{p.Text("status")}{Amount(p, "amount")}")
        {
            Can = (_, p) => p.Text("status") switch
            {
                "pending" => ["send-payout", "pay-payout", "cancel-payout", "fail-payout"],
                "in_transit" => ["pay-payout", "fail-payout"],
                "paid" => ["fail-payout"],
                _ => [],
            },
        },
        new("balance", "Overview.Balance", store => store.BalanceTransactions, (_, t) => $"{t.Text("type")}, {t.Text("status")}{Amount(t, "net")}"),
        new("methods", "Overview.Methods", store => store.PaymentMethods, Method)
        {
            Has = m => m["customer"] is not null,
            Can = (store, m) => (m.Text("type"), DeclinesFor(store, m)) switch
            {
                ("card", null) => ["decline-card", "update-card"],
                ("card", _) => ["accept-card", "decline-card", "update-card"],
                _ => [],
            },
        },
        new("setups", "Overview.Setups", store => store.SetupIntents, (_, s) => s.Text("status")!),
        new("mandates", "Overview.Mandates", store => store.Mandates, (_, m) => $"{m.Text("type")}, {m.Text("status")}")
        {
            Can = (_, m) => m.Is("status", "active") ? ["end-mandate"] : [],
        },
        new("customers", "Overview.Customers", store => store.Customers, (_, c) => c["deleted"] is null ? c.Text("name") ?? c.Text("email") ?? "" : "deleted"),
        new("events", "Overview.Events", store => store.Events, (_, e) => e.Text("type")!) { Can = (_, _) => ["redeliver"] },
        new("deliveries", "Overview.Deliveries", store => store.Deliveries,
            (store, d) => $"{store.Events.Find(d.Id())!.Text("type")}, tries: {d.Number("tries")}"),
        new("to-come", "Overview.ToCome", store => store.Timetable, (_, t) => t.Text("what")!),
        new("keys", "Overview.Keys", store => store.IdempotentResults, (_, k) => $"{k.Number("status")}"),
    ];

    private static string Method(SandboxStore store, JsonObject method)
    {
        var holder = store.Customers.Find(method.Text("customer")!)!;
        var what = method["card"] is { } card
            ? $"{card.Text("brand")} {card.Text("last4")}, {card.Number("exp_month")}/{card.Number("exp_year")}"
            : $"{method.Text("type")} {method["sepa_debit"]!.Text("last4")}";
        var declines = DeclinesFor(store, method) is { } reason ? $", declines: {reason}" : "";
        return $"{what}, {holder.Text("name") ?? holder.Text("email") ?? holder.Id()}{declines}";
    }

    private static string? DeclinesFor(SandboxStore store, JsonObject method) => store.Behind.Find(method.Id())!.Text("declines");

    private static string Amount(JsonObject item, string name) =>
        item[name] is null ? "" : $", {AmountText.Of(item.Number(name), item.Text("currency")!, English)}";
}

using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 15. The clock starts at noon; money is available after three days and leaves at the midnight after.</summary>
public sealed class PayoutTests
{
    [Fact]
    public async Task What_is_available_leaves_at_midnight_and_is_there_two_days_later()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ChargeAsync("pm_card_visa");

        await sandbox.PassAsync(TimeSpan.FromHours(83));
        Assert.Empty((await sandbox.GetAsync("/v1/payouts")).Ids);
        await sandbox.PassAsync(TimeSpan.FromHours(1));
        var made = (await sandbox.GetAsync("/v1/payouts")).Json["data"]!.AsArray().Single()!;
        var id = (string)made["id"]!;
        await sandbox.PassAsync(TimeSpan.FromDays(1));
        var sent = await sandbox.GetAsync($"/v1/payouts/{id}");
        await sandbox.PassAsync(TimeSpan.FromDays(1));
        var there = await sandbox.GetAsync($"/v1/payouts/{id}");

        Assert.Equal((236_100, "pending", true), ((int)made["amount"]!, (string)made["status"]!, (bool)made["automatic"]!));
        Assert.Equal(("in_transit", "in_progress"), (sent.Text("status"), sent.Text("reconciliation_status")));
        Assert.Equal(("paid", "completed"), (there.Text("status"), there.Text("reconciliation_status")));
        Assert.Equal(
            ["payout.created", "payout.updated", "payout.paid", "payout.reconciliation_completed"],
            (await sandbox.EventTypesAsync()).Where(type => type.StartsWith("payout.", StringComparison.Ordinal)));
        Assert.Equal([id], (await sandbox.GetAsync($"/v1/payouts?status=paid&arrival_date={there.Text("arrival_date")}")).Ids);
        Assert.Empty((await sandbox.GetAsync("/v1/payouts?arrival_date[gt]=" + there.Text("arrival_date"))).Ids);
    }

    [Fact]
    public async Task Everything_is_paid_out_at_once_where_that_is_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.DebitAsync("AT611904300234573201");
        await sandbox.PassAsync(TimeSpan.FromHours(1));

        await sandbox.ActAsync("make-payouts");
        await sandbox.ActAsync("make-payouts");

        var payouts = (await sandbox.GetAsync("/v1/payouts")).Json["data"]!.AsArray();
        Assert.Equal(["eur 4965 pending", "nok 118050 pending"], payouts.Select(p => $"{p!["currency"]} {p["amount"]} {p["status"]}").Order(StringComparer.Ordinal));
        Assert.Equal("available", (await sandbox.GetAsync($"/v1/balance_transactions/{charge.Text("balance_transaction", "id")}")).Text("status"));
    }

    [Fact]
    public async Task What_we_owe_is_taken_from_our_bank_account()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ActAsync("make-payouts");
        await sandbox.ActAsync("open-dispute", charge.Id);

        await sandbox.ActAsync("make-payouts");

        Assert.Equal([-124500, 118050], (await sandbox.GetAsync("/v1/payouts")).Json["data"]!.AsArray().Select(p => (int)p!["amount"]!).Order());
    }

    [Fact]
    public async Task A_payout_can_be_canceled_before_it_is_sent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ActAsync("make-payouts");
        var id = (await sandbox.GetAsync("/v1/payouts")).Ids.Single();

        await sandbox.ActAsync("cancel-payout", id);
        await sandbox.ActAsync("send-payout", id);
        await sandbox.ActAsync("make-payouts");

        var canceled = await sandbox.GetAsync($"/v1/payouts/{id}?expand[]=failure_balance_transaction");
        Assert.Equal(("canceled", "payout_cancel"), (canceled.Text("status"), canceled.Text("failure_balance_transaction", "type")));
        Assert.Equal(118050, (int)(await sandbox.GetAsync("/v1/payouts?status=pending")).Json["data"]![0]!["amount"]!);
        Assert.Contains("payout.canceled", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_payout_is_the_sum_of_what_it_consists_of()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ChargeAsync("pm_card_mastercard", 50_000);
        await sandbox.PostAsync("/v1/refunds", ("charge", first.Id), ("amount", "20000"));
        await sandbox.PassAsync(TimeSpan.FromDays(4));
        await sandbox.ChargeAsync("pm_card_visa");
        var payout = (await sandbox.GetAsync("/v1/payouts")).Json["data"]![0]!;

        var parts = (await sandbox.GetAsync($"/v1/balance_transactions?payout={payout["id"]}")).Json["data"]!.AsArray();

        Assert.Equal(["charge", "charge", "payout", "refund"], parts.Select(t => (string)t!["type"]!).Order(StringComparer.Ordinal));
        Assert.Equal((long)payout["amount"]!, parts.Where(t => (string)t!["type"]! != "payout").Sum(t => (long)t!["net"]!));
        Assert.Equal(-(long)payout["amount"]!, (long)parts.Single(t => (string)t!["type"]! == "payout")!["net"]!);
        Assert.Equal(400, (await sandbox.GetAsync("/v1/balance_transactions?payout=po_none")).Status);
        Assert.Equal(404, (await sandbox.GetAsync("/v1/payouts/po_none")).Status);
    }

    [Fact]
    public async Task A_paid_payout_can_fail_later_and_its_money_leaves_again()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.PassAsync(TimeSpan.FromDays(6));
        var id = (await sandbox.GetAsync("/v1/payouts?status=paid")).Ids.Single();

        await sandbox.ActAsync("fail-payout", id);
        var failed = await sandbox.GetAsync($"/v1/payouts/{id}?expand[]=failure_balance_transaction");
        await sandbox.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(("failed", "account_closed", "payout_failure"), (
            failed.Text("status"), failed.Text("failure_code"), failed.Text("failure_balance_transaction", "type")));
        Assert.Contains("payout.failed", await sandbox.EventTypesAsync());
        var again = (await sandbox.GetAsync("/v1/payouts?limit=1")).Json["data"]![0]!;
        Assert.Equal(118_050, (int)again["amount"]!);
        Assert.NotEqual(id, (string)again["id"]!);
    }

    [Fact]
    public async Task Midnights_that_nobody_was_up_for_are_made_good()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ChargeAsync("pm_card_visa");
        sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await sandbox.ChargeAsync("pm_card_visa");
        sandbox.Clock.Advance(TimeSpan.FromDays(30));

        var payouts = await sandbox.GetAsync("/v1/payouts?status=paid");

        Assert.Equal(2, payouts.Ids.Length);
        Assert.Equal(86_400, (long)payouts.Json["data"]![0]!["created"]! - (long)payouts.Json["data"]![1]!["created"]!);
    }

    [Fact]
    public async Task Payments_of_the_past_come_with_payouts_of_the_past()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var longAgo = sandbox.Clock.UnixNow - 40 * 86_400;

        await sandbox.ControlAsync("seed", new[] { new { created = longAgo, amount = 100_000, currency = "nok", last4 = "4242" } });

        var payout = (await sandbox.GetAsync("/v1/payouts")).Json["data"]!.AsArray().Single()!;
        Assert.Equal("paid", (string)payout["status"]!);
        Assert.True((long)payout["arrival_date"]! < sandbox.Clock.UnixNow - 30 * 86_400);
        Assert.Empty(await sandbox.EventTypesAsync());
    }
}

using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 15 and 19.</summary>
public sealed class RefundTests
{
    private static readonly TimeSpan BanksTake = new SandboxOptions().BanksTake;

    [Fact]
    public async Task A_refund_gives_back_the_rest_unless_told_how_much()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");

        var part = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id), ("amount", "20000"), ("reason", "duplicate"), ("metadata[a]", "1"));
        var between = await sandbox.GetAsync($"/v1/charges/{charge.Id}");
        var rest = await sandbox.PostAsync("/v1/refunds", ("payment_intent", charge.Text("payment_intent")!), ("expand[]", "balance_transaction"));
        var after = await sandbox.GetAsync($"/v1/charges/{charge.Id}");

        Assert.Equal(("succeeded", "20000", "duplicate", "1"), (part.Text("status"), part.Text("amount"), part.Text("reason"), part.Text("metadata", "a")));
        Assert.Equal(("20000", "false"), (between.Text("amount_refunded"), between.Text("refunded")));
        Assert.Equal(("100000", "-100000", "0", "refund"), (
            rest.Text("amount"), rest.Text("balance_transaction", "net"), rest.Text("balance_transaction", "fee"), rest.Text("balance_transaction", "type")));
        Assert.Equal(("120000", "true"), (after.Text("amount_refunded"), after.Text("refunded")));
        Assert.Equal([rest.Id, part.Id], (await sandbox.GetAsync($"/v1/refunds?charge={charge.Id}")).Ids);
        Assert.Equal(["refund.created", "charge.refunded"], (await sandbox.EventTypesAsync())[^2..]);
    }

    [Fact]
    public async Task Too_much_twice_and_what_was_never_paid_are_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        var declined = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("payment_method", "pm_card_visa_chargeDeclined"), ("confirm", "true"));

        var tooMuch = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id), ("amount", "120001"));
        await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));
        var twice = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));
        var unpaid = await sandbox.PostAsync("/v1/refunds", ("charge", declined.Text("error", "charge")!));
        var neither = await sandbox.PostAsync("/v1/refunds");
        var nothing = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id), ("amount", "0"));

        Assert.Equal((400, "amount"), (tooMuch.Status, tooMuch.ErrorParam));
        Assert.Equal((400, "charge_already_refunded"), (twice.Status, twice.ErrorCode));
        Assert.Equal((400, "charge_not_refundable"), (unpaid.Status, unpaid.ErrorCode));
        Assert.Equal((400, "parameter_missing"), (neither.Status, neither.ErrorCode));
        Assert.Equal((400, "amount"), (nothing.Status, nothing.ErrorParam));
    }

    [Fact]
    public async Task Card_7726_is_refunded_after_a_while()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_pendingRefund");

        var refund = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));
        await sandbox.PassAsync(BanksTake);
        var after = await sandbox.GetAsync($"/v1/refunds/{refund.Id}");

        Assert.Equal(("pending", "processing"), (refund.Text("status"), refund.Text("pending_reason")));
        Assert.Null(refund["balance_transaction"]);
        Assert.Equal("succeeded", after.Text("status"));
        Assert.NotNull(after["balance_transaction"]);
        Assert.Equal("refund.updated", (await sandbox.EventTypesAsync())[^1]);
    }

    [Fact]
    public async Task Card_5126_sends_a_refund_back_and_the_money_is_ours_again()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_refundFail");

        var refund = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id), ("amount", "20000"));
        await sandbox.PassAsync(BanksTake);
        var after = await sandbox.GetAsync($"/v1/refunds/{refund.Id}?expand[]=failure_balance_transaction");

        Assert.Equal("succeeded", refund.Text("status"));
        Assert.Equal(("failed", "expired_or_canceled_card"), (after.Text("status"), after.Text("failure_reason")));
        Assert.Equal(("refund_failure", "20000"), (after.Text("failure_balance_transaction", "type"), after.Text("failure_balance_transaction", "net")));
        Assert.Equal(("0", "false"), ((await sandbox.GetAsync($"/v1/charges/{charge.Id}")).Text("amount_refunded"), (await sandbox.GetAsync($"/v1/charges/{charge.Id}")).Text("refunded")));
        Assert.Equal("refund.failed", (await sandbox.EventTypesAsync())[^1]);
        Assert.Equal("succeeded", (await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id))).Text("status"));
    }

    [Fact]
    public async Task A_refund_waits_until_the_balance_covers_it()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.PassAsync(TimeSpan.FromDays(6));

        var refund = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));
        await sandbox.PassAsync(TimeSpan.FromHours(1));
        var stillPending = await sandbox.GetAsync($"/v1/refunds/{refund.Id}");
        await sandbox.ChargeAsync("pm_card_visa", amount: 200000);
        await sandbox.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(("pending", "insufficient_funds"), (refund.Text("status"), refund.Text("pending_reason")));
        Assert.Equal("pending", stillPending.Text("status"));
        Assert.Equal("succeeded", (await sandbox.GetAsync($"/v1/refunds/{refund.Id}")).Text("status"));
    }

    [Fact]
    public async Task A_debit_is_refunded_under_its_own_names()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var debit = await sandbox.DebitAsync("AT611904300234573201");
        await sandbox.PassAsync(BanksTake);

        var refund = await sandbox.PostAsync("/v1/refunds", ("payment_intent", debit.Id), ("expand[]", "balance_transaction"));
        await sandbox.ActAsync("fail-refund", refund.Id);
        var failed = await sandbox.GetAsync($"/v1/refunds/{refund.Id}?expand[]=failure_balance_transaction");

        Assert.StartsWith("pyr_", refund.Id, StringComparison.Ordinal);
        Assert.Equal("payment_refund", refund.Text("balance_transaction", "type"));
        Assert.Equal("payment_failure_refund", failed.Text("failure_balance_transaction", "type"));
    }

    [Fact]
    public async Task A_refund_that_needs_nothing_from_anybody_is_not_canceled()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        var refund = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));

        Assert.Equal(400, (await sandbox.PostAsync($"/v1/refunds/{refund.Id}/cancel")).Status);
        Assert.Equal("x", (await sandbox.PostAsync($"/v1/refunds/{refund.Id}", ("metadata[note]", "x"))).Text("metadata", "note"));
    }
}

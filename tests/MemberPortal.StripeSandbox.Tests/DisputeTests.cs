using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class DisputeTests
{
    private static readonly TimeSpan BanksTake = new SandboxOptions().BanksTake;

    [Theory]
    [InlineData("pm_card_createDispute", "fraudulent")]
    [InlineData("pm_card_createDisputeProductNotReceived", "product_not_received")]
    public async Task The_bank_takes_the_money_back_after_a_while(string card, string reason)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync(card);
        Assert.Empty((await sandbox.GetAsync("/v1/disputes")).Ids);

        await sandbox.PassAsync(BanksTake);
        var dispute = await sandbox.GetAsync($"/v1/disputes/{(await sandbox.GetAsync($"/v1/disputes?charge={charge.Id}")).Ids.Single()}");
        var refund = await sandbox.PostAsync("/v1/refunds", ("charge", charge.Id));

        Assert.Equal((reason, "needs_response", "120000"), (dispute.Text("reason"), dispute.Text("status"), dispute.Text("amount")));
        var taken = dispute["balance_transactions"]![0]!;
        Assert.Equal(("adjustment", -120000), ((string)taken["type"]!, (int)taken["amount"]!));
        Assert.Equal("true", (await sandbox.GetAsync($"/v1/charges/{charge.Id}")).Text("disputed"));
        Assert.Equal((400, "charge_disputed"), (refund.Status, refund.ErrorCode));
        Assert.Equal(["charge.dispute.created", "charge.dispute.funds_withdrawn"], (await sandbox.EventTypesAsync())[^2..]);
    }

    [Theory]
    [InlineData("win-dispute", "won", "charge.dispute.funds_reinstated", 2)]
    [InlineData("lose-dispute", "lost", "charge.dispute.closed", 1)]
    public async Task A_dispute_is_won_or_lost_on_demand_and_then_over(string action, string status, string happens, int movements)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var charge = await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ActAsync("open-dispute", charge.Id);
        var id = (await sandbox.GetAsync("/v1/disputes")).Ids.Single();

        await sandbox.ActAsync(action, id);
        await sandbox.ActAsync("lose-dispute", id);
        await sandbox.ActAsync("open-dispute", charge.Id);

        var dispute = await sandbox.GetAsync($"/v1/disputes/{id}");
        Assert.Equal((status, movements), (dispute.Text("status"), dispute["balance_transactions"]!.AsArray().Count));
        Assert.Equal(happens, (await sandbox.EventTypesAsync())[^1]);
        Assert.Single((await sandbox.GetAsync("/v1/disputes")).Ids);
    }

    [Fact]
    public async Task Evidence_is_kept_until_it_is_submitted_and_then_lies_with_the_bank()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ActAsync("open-dispute", (await sandbox.ChargeAsync("pm_card_visa")).Id);
        var id = (await sandbox.GetAsync("/v1/disputes")).Ids.Single();

        var staged = await sandbox.PostAsync($"/v1/disputes/{id}", ("evidence[customer_name]", "Kari"), ("submit", "false"));
        var submitted = await sandbox.PostAsync($"/v1/disputes/{id}", ("evidence[uncategorized_text]", "She trained all year."));
        await sandbox.ActAsync("win-dispute", id);

        Assert.Equal(("needs_response", "Kari"), (staged.Text("status"), staged.Text("evidence", "customer_name")));
        Assert.Equal(("under_review", "Kari", "1"), (submitted.Text("status"), submitted.Text("evidence", "customer_name"), submitted.Text("evidence_details", "submission_count")));
        Assert.Equal("won", (await sandbox.GetAsync($"/v1/disputes/{id}")).Text("status"));
        Assert.Equal(2, (await sandbox.GetAsync("/v1/events?type=charge.dispute.updated")).Ids.Length);
        Assert.Equal(400, (await sandbox.PostAsync($"/v1/disputes/{id}", ("evidence[customer_name]", "Ola"))).Status);
    }

    [Fact]
    public async Task A_dispute_can_be_given_up()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ActAsync("open-dispute", (await sandbox.ChargeAsync("pm_card_visa")).Id);
        var id = (await sandbox.GetAsync("/v1/disputes")).Ids.Single();

        Assert.Equal("lost", (await sandbox.PostAsync($"/v1/disputes/{id}/close")).Text("status"));
        Assert.Equal(400, (await sandbox.PostAsync($"/v1/disputes/{id}/close")).Status);
    }

    [Fact]
    public async Task A_debit_claimed_back_is_lost_at_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var debit = await sandbox.DebitAsync("AT591904300235473203");

        await sandbox.PassAsync(BanksTake);
        var settled = await sandbox.GetAsync($"/v1/payment_intents/{debit.Id}");
        await sandbox.PassAsync(BanksTake);
        var disputes = await sandbox.GetAsync($"/v1/disputes?payment_intent={debit.Id}");

        Assert.Equal("succeeded", settled.Text("status"));
        Assert.Equal("lost", (string)disputes.Json["data"]![0]!["status"]!);
        Assert.Equal(["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed"], (await sandbox.EventTypesAsync())[^3..]);
    }
}

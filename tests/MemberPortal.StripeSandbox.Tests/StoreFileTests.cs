using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class StoreFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-store").FullName;

    private string StoreFile => Path.Combine(_folder, "stripe.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Objects_events_and_results_survive_a_restart()
    {
        var clock = new TestClock();
        Answer checkout, customer, deleted;
        await using (var before = await Sandbox.StartAsync(StoreFile, clock))
        {
            customer = await before.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"));
            deleted = await before.PostAsync("/v1/customers");
            await before.DeleteAsync($"/v1/customers/{deleted.Id}");
            checkout = await before.OpenCheckoutAsync(("customer", customer.Id));
            await before.PayAsync(checkout, "4000 0000 0000 0002");
        }

        await using var after = await Sandbox.StartAsync(StoreFile, clock);

        Assert.Equal(customer.Id, (await after.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"))).Id);
        Assert.Equal("true", (await after.GetAsync($"/v1/customers/{deleted.Id}")).Text("deleted"));
        Assert.Equal(6, (await after.EventTypesAsync()).Length);
        Assert.Equal(303, (await after.PayAsync(checkout, Sandbox.GoodCard)).Status);
        Assert.Equal("paid", (await after.FetchCheckoutAsync(checkout)).Text("payment_status"));
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_and_what_follows_is_kept()
    {
        Answer kept, later;
        await using (var before = await Sandbox.StartAsync(StoreFile))
            kept = await before.PostAsync("/v1/customers", ("name", "Kari"));
        await File.AppendAllTextAsync(StoreFile, """[["customers","cus_torn",{"id":"cus_torn","na""");

        await using (var after = await Sandbox.StartAsync(StoreFile))
        {
            Assert.Equal([kept.Id], (await after.GetAsync("/v1/customers")).Ids);
            later = await after.PostAsync("/v1/customers", ("name", "Ola"));
        }

        await using var third = await Sandbox.StartAsync(StoreFile);
        Assert.Equal([later.Id, kept.Id], (await third.GetAsync("/v1/customers")).Ids);
    }

    [Fact]
    public async Task A_line_broken_in_the_middle_stops_the_start_and_is_named()
    {
        await using (var before = await Sandbox.StartAsync(StoreFile))
            await before.PostAsync("/v1/customers");
        var lines = await File.ReadAllLinesAsync(StoreFile);
        await File.WriteAllLinesAsync(StoreFile, ["nonsense", .. lines]);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Sandbox.StartAsync(StoreFile));

        Assert.Contains("Line 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(StoreFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_use_is_refused()
    {
        await using var first = await Sandbox.StartAsync(StoreFile);

        await Assert.ThrowsAsync<IOException>(() => Sandbox.StartAsync(StoreFile));
    }

    [Fact]
    public async Task The_number_and_the_code_of_a_card_are_never_kept()
    {
        await using (var sandbox = await Sandbox.StartAsync(StoreFile))
        {
            var checkout = await sandbox.OpenCheckoutAsync();
            await sandbox.PayAsync(checkout, "4000 0000 0000 9995", ("cvc", "737"));
            await sandbox.PayAsync(checkout, Sandbox.GoodCard, ("cvc", "737"));
        }

        var kept = await File.ReadAllTextAsync(StoreFile);
        Assert.Contains("4242", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4242 4242", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4000000000009995", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("\"737\"", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_not_yet_delivered_is_sent_after_the_restart()
    {
        var clock = new TestClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var before = await Sandbox.StartAsync(StoreFile, clock))
        {
            await before.ControlAsync("webhooks", new { mode = "hold" });
            before.Running.SendWebhooksTo(receiver.Url, "whsec_1");
            await before.PostAsync("/v1/customers");
        }

        await using var after = await Sandbox.StartAsync(StoreFile, clock);
        after.Running.SendWebhooksTo(receiver.Url, "whsec_2");

        Assert.Equal("customer.created", (await receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task What_happens_between_the_start_and_the_webhook_is_sent_when_it_is_known_again()
    {
        var clock = new TestClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var before = await Sandbox.StartAsync(StoreFile, clock))
        {
            before.Running.SendWebhooksTo(receiver.Url, "whsec_1");
            await before.DebitAsync("AT611904300234573201");
            await before.Running.DeliverDueAsync();
        }

        while (receiver.Waiting > 0)
            await receiver.NextAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await using var after = await Sandbox.StartAsync(StoreFile, clock);
        await after.Running.DeliverDueAsync();
        after.Running.SendWebhooksTo(receiver.Url, "whsec_1");

        Assert.Equal("charge.succeeded", (await receiver.NextAsync()).Type);
        Assert.Equal("payment_intent.succeeded", (await receiver.NextAsync()).Type);
    }

    [Fact]
    public async Task A_webhook_that_waited_for_a_week_is_not_given_up_at_its_first_failure()
    {
        var clock = new TestClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var before = await Sandbox.StartAsync(StoreFile, clock))
        {
            await before.ControlAsync("webhooks", new { mode = "hold" });
            before.Running.SendWebhooksTo(receiver.Url, "whsec_1");
            await before.PostAsync("/v1/customers");
        }

        clock.Advance(TimeSpan.FromDays(7));
        await using var after = await Sandbox.StartAsync(StoreFile, clock);
        receiver.AnswersWith = 503;
        after.Running.SendWebhooksTo(receiver.Url, "whsec_1");
        var refused = await receiver.NextAsync();
        receiver.AnswersWith = 200;
        await after.Running.DeliverDueAsync();
        await after.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(refused.Id, (await receiver.NextAsync()).Id);
    }

    [Fact]
    public async Task The_order_of_one_second_survives_a_restart()
    {
        string[] before, after;
        await using (var first = await Sandbox.StartAsync(StoreFile))
        {
            var oldest = await first.PostAsync("/v1/customers");
            await first.PostAsync("/v1/customers");
            await first.PostAsync("/v1/customers");
            await first.PostAsync($"/v1/customers/{oldest.Id}", ("name", "Kari"));
            before = (await first.GetAsync("/v1/customers")).Ids;
        }

        await using (var second = await Sandbox.StartAsync(StoreFile))
            after = (await second.GetAsync("/v1/customers")).Ids;

        Assert.Equal(before, after);
    }
}

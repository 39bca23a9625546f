using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class WebhookTests
{
    private const string Secret = "whsec_of_the_test";

    [Fact]
    public async Task An_event_is_sent_by_itself_and_signed_over_its_raw_body()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);

        await sandbox.PostAsync("/v1/customers", ("name", "Blåbær"));

        var delivery = await receiver.NextAsync();
        Assert.Equal("customer.created", delivery.Type);
        Assert.StartsWith(Signed(delivery.Body, sandbox.Clock.UnixNow), delivery.Signature, StringComparison.Ordinal);
        await sandbox.Running.DeliverDueAsync();
        var kept = await sandbox.GetAsync($"/v1/events/{delivery.Id}");
        Assert.Equal("0", kept.Text("pending_webhooks"));
        Assert.Equal("Blåbær", kept.Text("data", "object", "name"));
        Assert.StartsWith("req_", kept.Text("request", "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_webhook_is_sent_again_later_and_signed_anew()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        receiver.AnswersWith = 500;
        await sandbox.PostAsync("/v1/customers");
        var first = await receiver.NextAsync();

        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(0, receiver.Waiting);

        receiver.AnswersWith = 200;
        sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await sandbox.Running.DeliverDueAsync();
        var second = await receiver.NextAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Body, second.Body);
        Assert.NotEqual(first.Signature, second.Signature);
        Assert.StartsWith(Signed(second.Body, sandbox.Clock.UnixNow), second.Signature, StringComparison.Ordinal);
        sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task Pauses_grow_and_after_three_days_it_is_given_up()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        receiver.AnswersWith = 503;
        await sandbox.PostAsync("/v1/customers");
        await receiver.NextAsync();
        await sandbox.Running.DeliverDueAsync();

        sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await sandbox.Running.DeliverDueAsync();
        await receiver.NextAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(19));
        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(0, receiver.Waiting);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await sandbox.Running.DeliverDueAsync();
        await receiver.NextAsync();

        for (var hour = 0; hour < 24 * 4; hour++)
        {
            sandbox.Clock.Advance(TimeSpan.FromHours(1));
            await sandbox.Running.DeliverDueAsync();
        }

        var tries = receiver.Waiting;
        Assert.InRange(tries, 5, 15);
        sandbox.Clock.Advance(TimeSpan.FromDays(30));
        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(tries, receiver.Waiting);
    }

    [Fact]
    public async Task Held_webhooks_wait_until_they_are_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        await sandbox.ControlAsync("webhooks", new { mode = "hold" });
        await sandbox.PostAsync("/v1/customers");
        await sandbox.PostAsync("/v1/customers");

        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(0, receiver.Waiting);

        var delivered = await sandbox.ControlAsync("webhooks", new { mode = "deliver" });
        Assert.Equal("2", delivered.Text("delivered"));
        Assert.Equal(2, receiver.Waiting);
    }

    [Fact]
    public async Task An_event_can_be_sent_twice()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        await sandbox.PostAsync("/v1/customers");
        var first = await receiver.NextAsync();

        var again = await sandbox.ControlAsync("webhooks/redeliver", new { @event = first.Id });

        Assert.Equal("200", again.Text("status"));
        Assert.Equal(first.Id, (await receiver.NextAsync()).Id);
        Assert.Equal(404, (await sandbox.ControlAsync("webhooks/redeliver", new { @event = "evt_none" })).Status);
    }

    [Fact]
    public async Task What_was_held_can_come_twice()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        await sandbox.ControlAsync("webhooks", new { mode = "hold" });
        await sandbox.PostAsync("/v1/customers");

        var delivered = await sandbox.ControlAsync("webhooks", new { mode = "deliver-twice" });

        Assert.Equal("1", delivered.Text("delivered"));
        Assert.Equal(2, receiver.Waiting);
        Assert.Equal((await receiver.NextAsync()).Id, (await receiver.NextAsync()).Id);
    }

    [Fact]
    public async Task Each_secret_signs_while_one_takes_over_from_another()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, "whsec_old", Secret);
        await sandbox.PostAsync("/v1/customers");

        var delivery = await receiver.NextAsync();

        var signatures = delivery.Signature.Split(',').Where(part => part.StartsWith("v1=", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, signatures.Count);
        Assert.Contains(Signature(delivery.Body, sandbox.Clock.UnixNow), signatures);
    }

    [Fact]
    public async Task An_event_is_kept_for_thirty_days()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.PostAsync("/v1/customers");

        await sandbox.PassAsync(TimeSpan.FromDays(30));
        Assert.Single(await sandbox.EventTypesAsync());

        await sandbox.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task Of_many_events_the_newest_are_kept_and_those_not_yet_delivered()
    {
        await using var sandbox = await Sandbox.StartAsync(mostEvents: 2);
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.ControlAsync("webhooks", new { mode = "hold" });
        sandbox.Running.SendWebhooksTo(receiver.Url, Secret);
        for (var i = 0; i < 3; i++)
            await sandbox.PostAsync("/v1/customers");

        Assert.Equal(3, (await sandbox.EventTypesAsync()).Length);

        await sandbox.ControlAsync("webhooks", new { mode = "deliver" });
        Assert.Equal(2, (await sandbox.EventTypesAsync()).Length);
    }

    [Fact]
    public async Task Nobody_listening_costs_nothing_and_the_events_can_be_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.PostAsync("/v1/customers");
        await sandbox.PostAsync("/v1/payment_intents", ("amount", "1000"), ("currency", "nok"));

        await sandbox.Running.DeliverDueAsync();

        Assert.Single((await sandbox.GetAsync("/v1/events?type=customer.created")).Ids);
        Assert.Single((await sandbox.GetAsync("/v1/events?type=payment_intent.*")).Ids);
        Assert.Equal(2, (await sandbox.GetAsync("/v1/events?types[]=customer.created&types[]=payment_intent.created")).Ids.Length);
    }

    [Fact]
    public async Task What_an_event_holds_never_changes()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("name", "Kari"));

        await sandbox.PostAsync($"/v1/customers/{customer.Id}", ("name", "Ola"));

        var events = (await sandbox.GetAsync("/v1/events")).Json["data"]!.AsArray();
        Assert.Equal(["Ola", "Kari"], events.Select(e => (string)e!["data"]!["object"]!["name"]!));
        Assert.Equal("""{"name":"Kari"}""", events[0]!["data"]!["previous_attributes"]!.ToJsonString());
    }

    /// <summary>Computed here from the words of the documentation, not by the code under test.</summary>
    private static string Signed(byte[] body, long at) => $"t={at},{Signature(body, at)}";

    private static string Signature(byte[] body, long at)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(Secret));
        mac.AppendData(Encoding.ASCII.GetBytes(at.ToString(CultureInfo.InvariantCulture) + "."));
        mac.AppendData(body);
        return $"v1={Convert.ToHexString(mac.GetHashAndReset()).ToLowerInvariant()}";
    }
}

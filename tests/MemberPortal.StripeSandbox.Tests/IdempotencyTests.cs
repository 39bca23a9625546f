using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 7: one test per sentence.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_first_result_is_replayed_and_says_so()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var first = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"));
        var again = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"));

        Assert.Equal(first.Body, again.Body);
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.Equal(first.Headers["Request-Id"], again.Headers["Original-Request"]);
        Assert.NotEqual(first.Headers["Request-Id"], again.Headers["Request-Id"]);
        Assert.Equal("k", again.Headers["Idempotency-Key"]);
        Assert.Single((await sandbox.GetAsync("/v1/customers")).Ids);
    }

    [Fact]
    public async Task The_order_of_parameters_does_not_matter()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var first = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"), ("phone", "1"));
        var again = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("phone", "1"), ("name", "Kari"));

        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public async Task Other_parameters_or_another_path_under_the_same_key_are_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"));

        var other = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Ola"));
        var elsewhere = await sandbox.PostWithKeyAsync("k", $"/v1/customers/{first.Id}", ("name", "Kari"));

        Assert.Equal((400, "idempotency_error"), (other.Status, other.Text("error", "type")));
        Assert.Equal((400, "idempotency_error"), (elsewhere.Status, elsewhere.Text("error", "type")));
    }

    [Fact]
    public async Task A_declined_card_is_declined_again_without_a_second_try()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (string, string)[] declined =
            [("amount", "1000"), ("currency", "nok"), ("payment_method", "pm_card_visa_chargeDeclined"), ("confirm", "true")];

        var first = await sandbox.PostWithKeyAsync("k", "/v1/payment_intents", declined);
        var again = await sandbox.PostWithKeyAsync("k", "/v1/payment_intents", declined);

        Assert.Equal((402, 402, "true"), (first.Status, again.Status, again.Headers["Idempotent-Replayed"]));
        Assert.Single((await sandbox.GetAsync("/v1/charges")).Ids);
    }

    [Fact]
    public async Task A_missing_object_is_missing_again_although_it_might_be_there_now()
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal(404, (await sandbox.PostWithKeyAsync("k", "/v1/customers/cus_none", ("name", "Kari"))).Status);
        Assert.Equal("true", (await sandbox.PostWithKeyAsync("k", "/v1/customers/cus_none", ("name", "Kari"))).Headers["Idempotent-Replayed"]);
    }

    [Fact]
    public async Task A_saved_500_is_replayed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "status", status = 500 });

        var first = await sandbox.PostWithKeyAsync("k", "/v1/customers");
        var again = await sandbox.PostWithKeyAsync("k", "/v1/customers");
        var other = await sandbox.PostWithKeyAsync("k2", "/v1/customers");

        Assert.Equal((500, "api_error"), (first.Status, first.Text("error", "type")));
        Assert.Equal((500, "true"), (again.Status, again.Headers["Idempotent-Replayed"]));
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task A_failed_validation_is_not_kept()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var refused = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("colour", "red"));
        var right = await sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"));

        Assert.Equal((400, 200), (refused.Status, right.Status));
        Assert.False(right.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(503)]
    public async Task What_stands_before_the_endpoint_is_not_kept(int status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "status", status });

        Assert.Equal(status, (await sandbox.PostWithKeyAsync("k", "/v1/customers")).Status);
        var then = await sandbox.PostWithKeyAsync("k", "/v1/customers");

        Assert.Equal((200, false), (then.Status, then.Headers.ContainsKey("Idempotent-Replayed")));
    }

    [Fact]
    public async Task A_wrong_key_to_the_door_is_not_kept()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Headers = { { "Idempotency-Key", "k" } } };

        Assert.Equal(401, (await sandbox.SendAsync(request, "sk_live_1")).Status);
        Assert.Equal(200, (await sandbox.PostWithKeyAsync("k", "/v1/customers")).Status);
    }

    [Fact]
    public async Task The_same_key_is_in_use_while_the_first_request_runs()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "delay", delay_ms = 60_000 });

        var one = sandbox.PostWithKeyAsync("k", "/v1/customers");
        var other = sandbox.PostWithKeyAsync("k", "/v1/customers");
        var refused = await await Task.WhenAny(one, other);
        var delayed = one.IsCompleted ? other : one;
        while (!sandbox.Clock.RingsWithin(TimeSpan.FromMinutes(1)))
            await Task.Yield();
        sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        var created = await delayed;

        Assert.Equal((409, "idempotency_key_in_use"), (refused.Status, refused.ErrorCode));
        Assert.Equal(200, created.Status);
        Assert.Equal(created.Id, (await sandbox.PostWithKeyAsync("k", "/v1/customers")).Id);
    }

    [Fact]
    public async Task Twenty_of_the_same_at_once_create_one()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.PostWithKeyAsync("k", "/v1/customers", ("name", "Kari"))));

        Assert.All(answers, a => Assert.True(a.Status is 200 or 409));
        Assert.Single(answers.Where(a => a.Status == 200).Select(a => a.Id).Distinct());
        Assert.Single((await sandbox.GetAsync("/v1/customers")).Ids);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_24_hours()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.PostWithKeyAsync("k", "/v1/customers");

        sandbox.Clock.Advance(TimeSpan.FromHours(24));
        var kept = await sandbox.PostWithKeyAsync("k", "/v1/customers");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        var forgotten = await sandbox.PostWithKeyAsync("k", "/v1/customers");

        Assert.Equal(first.Id, kept.Id);
        Assert.NotEqual(first.Id, forgotten.Id);
    }

    [Fact]
    public async Task A_key_of_more_than_255_characters_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal(200, (await sandbox.PostWithKeyAsync(new string('k', 255), "/v1/customers")).Status);
        Assert.Equal(400, (await sandbox.PostWithKeyAsync(new string('k', 256), "/v1/customers")).Status);
    }
}

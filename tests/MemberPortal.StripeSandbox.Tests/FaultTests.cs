using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_hits_the_next_calls_that_match_and_no_other()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "status", status = 429, path = "/v1/customers", method = "POST", times = 2, should_retry = false });

        Assert.Equal(200, (await sandbox.GetAsync("/v1/customers")).Status);
        Assert.Equal(200, (await sandbox.OpenCheckoutAsync()).Status);
        var limited = await sandbox.PostAsync("/v1/customers");
        Assert.Equal((429, "false"), (limited.Status, limited.Headers["Stripe-Should-Retry"]));
        Assert.Equal(429, (await sandbox.PostAsync("/v1/customers")).Status);
        Assert.Equal(200, (await sandbox.PostAsync("/v1/customers")).Status);
    }

    [Fact]
    public async Task A_bad_gateway_answers_in_html()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "status", status = 502 });

        var answer = await sandbox.GetAsync("/v1/customers");

        Assert.Equal((502, "text/html"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.StartsWith("<html>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reset", 0)]
    [InlineData("reset-after-success", 1)]
    public async Task A_connection_breaks_before_or_after_the_work(string fault, int made)
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault, method = "POST" });

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.PostAsync("/v1/customers"));

        Assert.Equal(made, (await sandbox.GetAsync("/v1/customers")).Ids.Length);
    }

    [Fact]
    public async Task Silence_after_success_leaves_the_work_done_and_the_key_answered()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "timeout-after-success", method = "POST" });

        using var http = new HttpClient { BaseAddress = sandbox.Running.Address };
        using var patience = new CancellationTokenSource();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Headers = { { "Authorization", "Bearer sk_test_1" }, { "Idempotency-Key", "k" } } };
        var silent = http.SendAsync(request, patience.Token);
        while ((await sandbox.GetAsync("/v1/customers")).Ids.Length == 0)
            await Task.Yield();
        Assert.False(silent.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);

        var again = await sandbox.PostWithKeyAsync("k", "/v1/customers");
        Assert.Equal((200, "true"), (again.Status, again.Headers["Idempotent-Replayed"]));
    }

    [Fact]
    public async Task Faults_can_be_called_off()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { fault = "status", status = 500, times = 100 });

        Assert.Equal(200, (await sandbox.DeleteAsync("/_sandbox/faults")).Status);

        Assert.Equal(200, (await sandbox.GetAsync("/v1/customers")).Status);
    }

    [Fact]
    public async Task A_control_call_that_another_site_could_send_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/_sandbox/faults") { Content = new StringContent("""{"fault":"reset"}""") };

        Assert.Equal(415, (await sandbox.SendAsync(request, null)).Status);
        Assert.Equal(400, (await sandbox.ControlAsync("faults", new { fault = "earthquake" })).Status);
        Assert.Equal(400, (await sandbox.ControlAsync("faults", new { fault = "reset", colour = "red" })).Status);
    }
}

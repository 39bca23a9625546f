using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData("sk_test_anything", 200)]
    [InlineData("rk_test_anything", 200)]
    [InlineData("sk_live_anything", 401)]
    [InlineData("rk_live_anything", 401)]
    [InlineData("pk_test_anything", 401)]
    [InlineData("nonsense", 401)]
    [InlineData(null, 401)]
    public async Task Only_a_test_key_opens_the_door(string? key, int status)
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal(status, (await sandbox.GetAsync("/v1/customers", key)).Status);
    }

    [Fact]
    public async Task A_live_key_is_told_where_it_has_come()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.GetAsync("/v1/customers", "sk_live_secret");

        Assert.Contains("Never use a real key here", answer.Text("error", "message"), StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_and_the_version_that_was_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers");
        request.Headers.Add("Stripe-Version", "2025-03-31.basil");

        var asked = await sandbox.SendAsync(request, "sk_test_1");
        var unasked = await sandbox.GetAsync("/v1/nothing/here");

        Assert.Equal("2025-03-31.basil", asked.Headers["Stripe-Version"]);
        Assert.Equal("2026-07-29.dahlia", unasked.Headers["Stripe-Version"]);
        Assert.StartsWith("req_", unasked.Headers["Request-Id"], StringComparison.Ordinal);
        Assert.Equal((404, "invalid_request_error"), (unasked.Status, unasked.Text("error", "type")));
    }
}

using System.Net;
using System.Net.Sockets;
using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class StartingTests
{
    [Fact]
    public async Task A_port_of_zero_takes_a_free_one_and_says_which()
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            new SandboxOptions { Url = new Uri("http://localhost:0") }, new TestClock(), default);

        Assert.NotEqual(0, sandbox.Address.Port);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_busy_port_is_named(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<IOException>(() => RunningSandbox.StartAsync(
            new SandboxOptions { Url = new Uri($"http://{host}:{port}") }, new TestClock(), default));

        Assert.Contains($"Port {port} is taken", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sandboxes_run_side_by_side_and_know_nothing_of_each_other()
    {
        await using var one = await Sandbox.StartAsync();
        await using var other = await Sandbox.StartAsync();

        var customer = await one.PostAsync("/v1/customers");

        Assert.Equal(404, (await other.GetAsync($"/v1/customers/{customer.Id}")).Status);
    }
}

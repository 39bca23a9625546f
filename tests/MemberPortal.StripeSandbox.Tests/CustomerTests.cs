using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class CustomerTests
{
    [Fact]
    public async Task A_customer_is_created_changed_and_read()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.PostAsync(
            "/v1/customers", ("email", "kari@example.org"), ("name", "Kari"), ("metadata[member]", "7"), ("metadata[team]", "A"), ("address[city]", "Oslo"));

        await sandbox.PostAsync($"/v1/customers/{created.Id}", ("name", ""), ("phone", "123"), ("metadata[team]", ""));

        var read = await sandbox.GetAsync($"/v1/customers/{created.Id}");
        Assert.StartsWith("cus_", read.Id, StringComparison.Ordinal);
        Assert.Equal("kari@example.org", read.Text("email"));
        Assert.Null(read["name"]);
        Assert.Equal("123", read.Text("phone"));
        Assert.Equal("Oslo", read.Text("address", "city"));
        Assert.Equal("""{"member":"7"}""", read["metadata"]!.ToJsonString());
        Assert.Equal(["customer.created", "customer.updated"], await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("name", "Kari"));

        var refused = await sandbox.PostAsync($"/v1/customers/{customer.Id}", ("name", "Ola"), ("nickname", "O"));

        Assert.Equal("parameter_unknown", refused.ErrorCode);
        Assert.Equal("Kari", (await sandbox.GetAsync($"/v1/customers/{customer.Id}")).Text("name"));
    }

    [Fact]
    public async Task A_deleted_customer_can_be_read_but_is_in_no_list_and_buys_nothing()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));

        var deleted = await sandbox.DeleteAsync($"/v1/customers/{customer.Id}");

        Assert.Equal("true", deleted.Text("deleted"));
        Assert.Equal("true", (await sandbox.GetAsync($"/v1/customers/{customer.Id}")).Text("deleted"));
        Assert.Empty((await sandbox.GetAsync("/v1/customers")).Ids);
        Assert.Equal(404, (await sandbox.DeleteAsync($"/v1/customers/{customer.Id}")).Status);
        var checkout = await sandbox.OpenCheckoutAsync(("customer", customer.Id));
        Assert.Equal((400, "resource_missing", "customer"), (checkout.Status, checkout.ErrorCode, checkout.ErrorParam));
    }

    [Fact]
    public async Task The_email_filter_is_exact_down_to_the_case()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var lower = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        await sandbox.PostAsync("/v1/customers", ("email", "Kari@example.org"));

        Assert.Equal([lower.Id], (await sandbox.GetAsync("/v1/customers?email=kari%40example.org")).Ids);
    }

    [Fact]
    public async Task A_list_is_paged_both_ways_newest_first()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Insert(0, (await sandbox.PostAsync("/v1/customers", ("name", $"{i}"))).Id);

        var first = await sandbox.GetAsync("/v1/customers?limit=3");
        var second = await sandbox.GetAsync($"/v1/customers?limit=3&starting_after={ids[2]}");
        var last = await sandbox.GetAsync($"/v1/customers?limit=3&starting_after={ids[5]}");
        var back = await sandbox.GetAsync($"/v1/customers?limit=3&ending_before={ids[6]}");
        var start = await sandbox.GetAsync($"/v1/customers?limit=3&ending_before={ids[2]}");

        Assert.Equal(ids[..3], first.Ids);
        Assert.Equal(ids[3..6], second.Ids);
        Assert.Equal(ids[6..], last.Ids);
        Assert.Equal(ids[3..6], back.Ids);
        Assert.Equal(ids[..2], start.Ids);
        Assert.Equal(["true", "true", "false", "true", "false"], new[] { first, second, last, back, start }.Select(a => a.Text("has_more")));
        Assert.Equal("/v1/customers", first.Text("url"));
    }

    [Fact]
    public async Task A_page_after_an_unknown_id_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.GetAsync("/v1/customers?starting_after=cus_none");

        Assert.Equal((400, "resource_missing", "starting_after"), (answer.Status, answer.ErrorCode, answer.ErrorParam));
    }

    [Fact]
    public async Task A_list_can_be_limited_to_a_time()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var start = sandbox.Clock.UnixNow;
        await sandbox.PostAsync("/v1/customers");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        var later = await sandbox.PostAsync("/v1/customers");

        Assert.Equal([later.Id], (await sandbox.GetAsync($"/v1/customers?created[gt]={start}")).Ids);
        Assert.Equal([later.Id], (await sandbox.GetAsync($"/v1/customers?created={start + 10}")).Ids);
        Assert.Equal(2, (await sandbox.GetAsync($"/v1/customers?created[gte]={start}&created[lte]={start + 10}")).Ids.Length);
        Assert.Empty((await sandbox.GetAsync($"/v1/customers?created[lt]={start}")).Ids);
    }
}

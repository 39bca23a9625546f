using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class SeedTests
{
    [Fact]
    public async Task Five_hundred_payments_of_the_past_are_there_as_if_they_had_happened()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var start = sandbox.Clock.UnixNow - 500 * 86_400;
        var rows = Enumerable.Range(0, 500).Select(i => new
        {
            created = start + i * 86_400,
            amount = 10_000 + i,
            currency = "nok",
            email = $"member{i % 50}@example.org",
            name = $"Member {i % 50}",
            brand = i % 2 == 0 ? "visa" : "mastercard",
            last4 = $"{i:D4}",
            description = $"Invoice {i}",
            client_reference_id = $"2026-{i:D5}",
            metadata = new { attempt = $"{i}" },
        });

        var seeded = await sandbox.ControlAsync("seed", rows);

        var answers = seeded.Json.AsArray();
        Assert.Equal(500, answers.Select(a => (string)a!["payment_intent"]!).Distinct().Count());
        Assert.Equal(50, answers.Select(a => (string)a!["customer"]!).Distinct().Count());
        var session = await sandbox.GetAsync($"/v1/checkout/sessions/{answers[7]!["session"]}?expand[]=payment_intent.latest_charge.balance_transaction&expand[]=customer&expand[]=line_items");
        Assert.Equal(("complete", "paid", "2026-00007"), (session.Text("status"), session.Text("payment_status"), session.Text("client_reference_id")));
        Assert.Equal($"{start + 7 * 86_400}", session.Text("payment_intent", "created"));
        Assert.Equal(("mastercard", "0007"), (
            session.Text("payment_intent", "latest_charge", "payment_method_details", "card", "brand"),
            session.Text("payment_intent", "latest_charge", "payment_method_details", "card", "last4")));
        Assert.Equal((string)answers[7]!["balance_transaction"]!, session.Text("payment_intent", "latest_charge", "balance_transaction", "id"));
        Assert.Equal(("member7@example.org", "7"), (session.Text("customer", "email"), session.Text("payment_intent", "metadata", "attempt")));
        Assert.Empty(await sandbox.EventTypesAsync());
        Assert.Equal((string)answers[499]!["payment_intent"]!, (await sandbox.GetAsync("/v1/payment_intents?limit=1")).Ids[0]);
    }

    [Fact]
    public async Task One_wrong_row_keeps_all_out()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var good = new { created = 1, amount = 1000, currency = "nok", email = "a@example.org", last4 = "4242" };

        Assert.Equal(400, (await sandbox.ControlAsync("seed", new[] { good, good with { last4 = "42" } })).Status);
        Assert.Equal(400, (await sandbox.ControlAsync("seed", new[] { good, good with { amount = 1 } })).Status);
        Assert.Equal(400, (await sandbox.ControlAsync("seed", new[] { good, good with { currency = "xyz" } })).Status);

        Assert.Empty((await sandbox.GetAsync("/v1/payment_intents")).Ids);
    }

    [Fact]
    public async Task The_overview_shows_what_there_is()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("name", "Kari & Ola"));

        var page = await sandbox.GetAsync("/_sandbox?show=customers", key: null);
        var events = await sandbox.GetAsync("/_sandbox?show=events", key: null);

        Assert.Contains(customer.Id, page.Body, StringComparison.Ordinal);
        Assert.Contains("Kari &amp; Ola", page.Body, StringComparison.Ordinal);
        Assert.Contains("customer.created", events.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
    }
}

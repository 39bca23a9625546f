using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>The provider's list of payments that succeeded, page by page.</summary>
public sealed class SettledTests : StripeAtTheWire
{
    [Fact]
    public async Task A_page_asks_by_event_and_names_where_the_next_begins()
    {
        Fake.Answers(Page(hasMore: true, Event("evt_2", "pi_2", "att_2"), Event("evt_1", "pi_1", attempt: null)));

        var page = await Stripe.ListSettledAsync(new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), "evt_9", default);

        var asked = await Fake.NextAsync();
        Assert.Equal("GET /v1/events", $"{asked.Method} {asked.Path}");
        Assert.Equal("?type=payment_intent.succeeded&limit=100&created[gte]=1769904000&created[lte]=1772409600&starting_after=evt_9", asked.Query);
        Assert.Equal("evt_1", page.Next);
        Assert.Equal([("pi_2", 12_500, "SEK")], page.Payments.Select(p => (p.Id, p.AmountMinor, p.Currency)));
        Assert.Equal(new DateTime(2026, 2, 22, 9, 2, 0, DateTimeKind.Utc), page.Oldest);
    }

    [Fact]
    public async Task A_page_of_others_payments_alone_says_how_far_back_it_goes()
    {
        Fake.Answers(Page(hasMore: true, Event("evt_1", "pi_1", attempt: null, currency: "mga")));

        var page = await Stripe.ListSettledAsync(DateTime.UnixEpoch, DateTime.UnixEpoch, after: null, default);

        Assert.Empty(page.Payments);
        Assert.Equal((new DateTime(2026, 2, 22, 9, 2, 0, DateTimeKind.Utc), "evt_1"), (page.Oldest, page.Next));
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        Fake.Answers(Page(hasMore: false));

        Assert.Equal((0, null), await ReadAsync());
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_no_answer()
    {
        Fake.Answers(Page(hasMore: false, """{"id":"evt_1","created":1771750920,"data":{}}"""));

        await Assert.ThrowsAsync<StripeUnavailable>(ReadAsync);
    }

    private async Task<(int, string?)> ReadAsync()
    {
        var page = await Stripe.ListSettledAsync(DateTime.UnixEpoch, DateTime.UnixEpoch, after: null, default);
        return (page.Payments.Count, page.Next);
    }

    private static string Page(bool hasMore, params string[] events) =>
        $$"""{"object":"list","has_more":{{(hasMore ? "true" : "false")}},"data":[{{string.Join(',', events)}}]}""";

    private static string Event(string id, string payment, string? attempt, string currency = "sek")
    {
        var marks = attempt is null ? "{}" : $"{{\"attempt\":\"{attempt}\"}}";
        return $$"""
            {
              "id": "{{id}}", "object": "event", "created": 1771750920, "type": "payment_intent.succeeded", "data": { "object":
              { "id": "{{payment}}", "object": "payment_intent", "status": "succeeded", "amount": 12500, "currency": "{{currency}}", "metadata": {{marks}} } }
            }
            """;
    }
}

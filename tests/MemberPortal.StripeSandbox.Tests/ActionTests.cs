using System.Text.RegularExpressions;
using System.Web;
using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>The overview and its buttons.</summary>
public sealed partial class ActionTests
{
    [Fact]
    public async Task A_new_card_from_the_bank_is_reported_with_what_was_before()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, method) = await sandbox.SaveCardAsync("pm_card_visa");

        await sandbox.ControlAsync("actions", new { action = "update-card", id = method, exp_month = 9, last4 = "1881" });

        var happened = (await sandbox.GetAsync("/v1/events?type=payment_method.automatically_updated")).Json["data"]![0]!["data"]!;
        Assert.Equal((9, 2030, "1881"), ((int)happened["object"]!["card"]!["exp_month"]!, (int)happened["object"]!["card"]!["exp_year"]!, (string)happened["object"]!["card"]!["last4"]!));
        Assert.Equal((11, 2027, "4242"), (
            (int)happened["previous_attributes"]!["card"]!["exp_month"]!, (int)happened["previous_attributes"]!["card"]!["exp_year"]!,
            (string)happened["previous_attributes"]!["card"]!["last4"]!));
    }

    [Theory]
    [InlineData("insufficient_funds", "card_declined", "insufficient_funds", "try_again_later")]
    [InlineData("expired_card", "expired_card", "expired_card", "do_not_try_again")]
    [InlineData("pickup_card", "card_declined", "pickup_card", "do_not_try_again")]
    [InlineData("invalid_cvc", "invalid_cvc", "invalid_cvc", "confirm_card_data")]
    [InlineData("expired_payment_method", "expired_payment_method", null, "do_not_try_again")]
    public async Task A_saved_card_declines_from_now_on_for_the_reason_that_was_asked_for(string reason, string code, string? declineCode, string advice)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_visa");

        await sandbox.ControlAsync("actions", new { action = "decline-card", id = method, code = reason });
        var declined = await ChargeAsync(sandbox, customer, method);
        await sandbox.ActAsync("accept-card", method);

        Assert.Equal(402, declined.Status);
        Assert.Equal((code, declineCode, advice), (declined.ErrorCode, declined.Text("error", "decline_code"), declined.Text("error", "advice_code")));
        Assert.Equal("succeeded", (await ChargeAsync(sandbox, customer, method)).Text("status"));
    }

    [Fact]
    public async Task A_bank_that_wants_the_person_from_now_on_asks_them_where_they_are()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_visa");

        await sandbox.ControlAsync("actions", new { action = "decline-card", id = method, code = "authentication_required" });

        Assert.Equal("authentication_required", (await ChargeAsync(sandbox, customer, method)).ErrorCode);
        Assert.Equal("requires_action", (await sandbox.PostAsync("/v1/payment_intents",
            ("amount", "5000"), ("currency", "nok"), ("customer", customer), ("payment_method", method), ("confirm", "true"))).Text("status"));
    }

    [Fact]
    public async Task A_new_card_from_the_bank_is_no_longer_declined()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_visa");
        await sandbox.ControlAsync("actions", new { action = "decline-card", id = method, code = "expired_card" });

        await sandbox.ActAsync("update-card", method);

        Assert.Equal("succeeded", (await ChargeAsync(sandbox, customer, method)).Text("status"));
    }

    [Theory]
    [InlineData("settle-debit", "AT861904300235473202", "succeeded")]
    [InlineData("bounce-debit", "AT611904300234573201", "requires_payment_method")]
    public async Task A_debit_is_answered_on_demand_and_not_again_by_the_clock(string action, string iban, string status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var debit = await sandbox.DebitAsync(iban);

        await sandbox.ActAsync(action, debit.Id);
        await sandbox.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(status, (await sandbox.GetAsync($"/v1/payment_intents/{debit.Id}")).Text("status"));
        Assert.Single(await sandbox.EventTypesAsync(), type => type is "payment_intent.succeeded" or "payment_intent.payment_failed");
    }

    [Fact]
    public async Task Held_webhooks_come_newest_first_where_that_is_asked_for()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Running.SendWebhooksTo(receiver.Url, "whsec_test");
        await sandbox.ActAsync("hold-webhooks");
        await sandbox.ChargeAsync("pm_card_visa");

        await sandbox.ActAsync("deliver-webhooks-newest-first");

        Assert.Equal("payment_intent.succeeded", (await receiver.NextAsync()).Type);
        Assert.Equal("charge.succeeded", (await receiver.NextAsync()).Type);
        Assert.Equal("payment_intent.created", (await receiver.NextAsync()).Type);
    }

    [Theory]
    [InlineData("409", 409)]
    [InlineData("429", 429)]
    [InlineData("500", 500)]
    [InlineData("502", 502)]
    public async Task A_fault_is_one_press_away_and_can_be_called_off(string fault, int status)
    {
        await using var sandbox = await Sandbox.StartAsync();

        await sandbox.ActAsync("fault", fault);
        var faulty = await sandbox.GetAsync("/v1/customers");
        await sandbox.ActAsync("fault", fault);
        await sandbox.ActAsync("clear-faults");

        Assert.Equal(status, faulty.Status);
        Assert.Equal(200, (await sandbox.GetAsync("/v1/customers")).Status);
    }

    [Fact]
    public async Task A_button_is_a_form_and_leads_back_to_its_list()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var debit = await sandbox.DebitAsync("AT611904300234573201");

        var page = await sandbox.GetAsync("/_sandbox?show=debits", key: null);
        var pressed = await PressAsync(sandbox, "same-origin", "settle-debit", debit.Text("latest_charge")!, show: "debits");

        Assert.Contains("action=\"/_sandbox/actions\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"settle-debit\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((303, "/_sandbox?show=debits"), (pressed.Status, pressed.Location));
        Assert.Equal("succeeded", (await sandbox.GetAsync($"/v1/payment_intents/{debit.Id}")).Text("status"));
    }

    [Fact]
    public async Task The_language_that_was_picked_stays_when_a_button_is_pressed()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var page = await sandbox.GetAsync("/_sandbox?language=nb", key: null, language: "en");
        var pressed = await PressAsync(sandbox, "same-origin", "hold-webhooks", "", language: "nb");
        var refused = await PressAsync(sandbox, "same-origin", "raise-the-dead", "", language: "nb");

        Assert.Contains("value=\"hold-webhooks\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("action=\"/_sandbox/actions?language=nb\"", page.Body, StringComparison.Ordinal);
        Assert.Equal("/_sandbox?language=nb", pressed.Location);
        Assert.Contains("<html lang=\"nb\">", refused.Body, StringComparison.Ordinal);
        Assert.Equal("/_sandbox?language=sv", (await sandbox.GetAsync("/_sandbox/actions?language=sv", key: null)).Location);
    }

    [Fact]
    public async Task The_root_leads_to_the_overview()
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal("/_sandbox", (await sandbox.GetAsync("/", key: null)).Location);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task A_button_on_another_site_does_nothing(string? site)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var debit = await sandbox.DebitAsync("AT611904300234573201");

        Assert.Equal(403, (await PressAsync(sandbox, site, "settle-debit", debit.Id)).Status);
        Assert.Equal("processing", (await sandbox.GetAsync($"/v1/payment_intents/{debit.Id}")).Text("status"));
    }

    [Fact]
    public async Task What_cannot_happen_is_told()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, method) = await sandbox.SaveCardAsync("pm_card_visa");

        Assert.Equal(422, (await PressAsync(sandbox, "same-origin", "settle-debit", "ch_none")).Status);
        Assert.Equal(422, (await PressAsync(sandbox, "same-origin", "raise-the-dead", "")).Status);
        Assert.Equal(400, (await sandbox.ActAsync("redeliver", "evt_none")).Status);
        Assert.Equal(400, (await sandbox.ActAsync("fault", "earthquake")).Status);
        Assert.Equal(400, (await sandbox.ControlAsync("actions", new { action = "decline-card", id = method, code = "bad_mood" })).Status);
    }

    [Theory]
    [InlineData("", "deliver-webhooks", "deliver-webhooks-newest-first", "deliver-webhooks-twice", "fault", "make-payouts")]
    [InlineData("sessions", "expire-session")]
    [InlineData("payments")]
    [InlineData("debits", "settle-debit", "bounce-debit")]
    [InlineData("charges", "open-dispute")]
    [InlineData("refunds", "fail-refund", "succeed-refund")]
    [InlineData("disputes", "win-dispute", "lose-dispute")]
    [InlineData("payouts", "make-payouts", "send-payout", "pay-payout", "cancel-payout", "fail-payout")]
    [InlineData("balance")]
    [InlineData("methods", "decline-card", "accept-card", "update-card")]
    [InlineData("setups")]
    [InlineData("mandates", "end-mandate")]
    [InlineData("customers")]
    [InlineData("events", "redeliver")]
    [InlineData("deliveries")]
    [InlineData("to-come")]
    [InlineData("keys")]
    public async Task Every_list_shows_what_there_is_and_what_can_be_done(string list, params string[] actions)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Running.SendWebhooksTo(new Uri("http://127.0.0.1:9/"), "whsec_test");
        await sandbox.ActAsync("hold-webhooks");
        await sandbox.PostWithKeyAsync("key", "/v1/customers");
        await sandbox.PostAsync("/v1/checkout/sessions", ("mode", "setup"), ("currency", "nok"), ("success_url", "https://portal.example.org/"));
        var (_, method) = await sandbox.SaveCardAsync("pm_card_visa");
        await sandbox.ControlAsync("actions", new { action = "decline-card", id = method, code = "lost_card" });
        await sandbox.PostAsync("/v1/refunds", ("charge", (await sandbox.ChargeAsync("pm_card_pendingRefund")).Id));
        await sandbox.ActAsync("open-dispute", (await sandbox.ChargeAsync("pm_card_visa")).Id);
        await sandbox.ChargeAsync("pm_card_visa");
        await sandbox.ActAsync("make-payouts");
        await sandbox.DebitAsync("AT611904300234573201");

        var page = await sandbox.GetAsync($"/_sandbox?show={list}", key: null);

        Assert.DoesNotContain("Nothing yet", page.Body, StringComparison.Ordinal);
        foreach (var action in actions)
            Assert.Contains($"name=\"action\" value=\"{action}\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_goes_on_to_older_ones_and_each_can_be_looked_at()
    {
        await using var sandbox = await Sandbox.StartAsync();
        for (var i = 0; i < 51; i++)
            await sandbox.PostAsync("/v1/customers", ("name", $"Member {i}"));
        var oldest = (await sandbox.GetAsync("/v1/customers?limit=100")).Ids[^1];

        var newest = await sandbox.GetAsync("/_sandbox?show=customers", key: null);
        var older = HttpUtility.HtmlDecode(OlderLink().Match(newest.Body).Groups[1].Value);
        var rest = await sandbox.GetAsync(older, key: null);
        var whole = await sandbox.GetAsync($"/_sandbox/objects/{oldest}", key: null);

        Assert.DoesNotContain(oldest, newest.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/_sandbox/objects/{oldest}\"", rest.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(">Older<", rest.Body, StringComparison.Ordinal);
        Assert.Contains("Member 0", whole.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await sandbox.GetAsync("/_sandbox/objects/cus_none", key: null)).Status);
    }

    private static Task<Answer> ChargeAsync(Sandbox sandbox, string customer, string method) => sandbox.PostAsync("/v1/payment_intents",
        ("amount", "5000"), ("currency", "nok"), ("customer", customer), ("payment_method", method), ("confirm", "true"), ("off_session", "true"));

    private static Task<Answer> PressAsync(Sandbox sandbox, string? site, string action, string id, string show = "", string? language = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, language is null ? "/_sandbox/actions" : $"/_sandbox/actions?language={language}")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("action", action), KeyValuePair.Create("id", id), KeyValuePair.Create("show", show)]),
        };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return sandbox.SendAsync(request, key: null);
    }

    [GeneratedRegex("href=\"([^\"]*before=[^\"]*)\"")]
    private static partial Regex OlderLink();
}

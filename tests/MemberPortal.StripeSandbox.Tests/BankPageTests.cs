using System.Web;
using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>The bank's page that a payment with a saved card leads to, outside of any checkout (6-stripe.md, 14).</summary>
public sealed class BankPageTests
{
    [Fact]
    public async Task An_answer_sent_twice_leads_to_the_same_place_and_charges_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var asked = await AskAsync(sandbox);

        var first = await sandbox.SendFormAsync(Page(asked), ("answer", "confirm"));
        var second = await sandbox.SendFormAsync(Page(asked), ("answer", "confirm"));

        Assert.StartsWith($"https://portal.example.org/back?payment_intent={asked.Id}&", first.Location, StringComparison.Ordinal);
        Assert.EndsWith("&redirect_status=succeeded", first.Location, StringComparison.Ordinal);
        Assert.Equal((303, first.Location), (second.Status, second.Location));
        Assert.Single((await sandbox.GetAsync($"/v1/charges?payment_intent={asked.Id}")).Ids);
    }

    [Fact]
    public async Task The_page_of_a_bank_that_has_its_answer_says_so_and_leads_back()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var asked = await AskAsync(sandbox);
        var answered = await sandbox.SendFormAsync(Page(asked), ("answer", "refuse"));

        var page = await sandbox.GetAsync(Page(asked), key: null, language: "en");

        Assert.Equal(200, page.Status);
        Assert.Contains("Your bank has your answer", page.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"{HttpUtility.HtmlEncode(answered.Location)}\"", page.Body, StringComparison.Ordinal);
        Assert.EndsWith("&redirect_status=failed", answered.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_canceled_while_the_bank_asks_is_not_made_by_a_late_answer()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var asked = await AskAsync(sandbox);
        var left = await sandbox.SendFormAsync(Page(asked), ("answer", "leave"));
        await sandbox.PostAsync($"/v1/payment_intents/{asked.Id}/cancel", ("cancellation_reason", "abandoned"));

        var late = await sandbox.SendFormAsync(Page(asked), ("answer", "confirm"));

        Assert.EndsWith("&redirect_status=pending", left.Location, StringComparison.Ordinal);
        Assert.EndsWith("&redirect_status=failed", late.Location, StringComparison.Ordinal);
        Assert.Equal("canceled", (await sandbox.GetAsync($"/v1/payment_intents/{asked.Id}")).Text("status"));
        Assert.Empty((await sandbox.GetAsync($"/v1/charges?payment_intent={asked.Id}")).Ids);
    }

    [Fact]
    public async Task The_bank_speaks_what_the_customer_prefers_unless_they_pick_another()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var asked = await AskAsync(sandbox, ("preferred_locales[0]", "sv"));

        var swedish = await sandbox.GetAsync(Page(asked), key: null, language: "fr");
        var french = await sandbox.GetAsync(Page(asked) + "?language=fr", key: null, language: "ru");
        var answered = await sandbox.SendFormAsync(Page(asked) + "?language=fr", ("answer", "refuse"));

        Assert.Contains("<html lang=\"sv\">", swedish.Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\">", french.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("language", answered.Location, StringComparison.Ordinal);
    }

    private static string Page(Answer asked) => new Uri(asked.Text("next_action", "redirect_to_url", "url")!).AbsolutePath;

    private static async Task<Answer> AskAsync(Sandbox sandbox, params (string Name, string Value)[] ofCustomer)
    {
        var customer = await sandbox.PostAsync("/v1/customers", ofCustomer);
        var method = await sandbox.PostAsync("/v1/payment_methods/pm_card_authenticationRequired/attach", ("customer", customer.Id));
        return await sandbox.PostAsync("/v1/payment_intents",
            ("amount", "5000"), ("currency", "nok"), ("customer", customer.Id), ("payment_method", method.Id), ("confirm", "true"),
            ("return_url", "https://portal.example.org/back"));
    }
}

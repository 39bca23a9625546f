using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 19: the cards and what comes of them.</summary>
public sealed class TestCardTests
{
    [Theory]
    [InlineData("4242424242424242", "visa", "credit")]
    [InlineData("4000056655665556", "visa", "debit")]
    [InlineData("5555555555554444", "mastercard", "credit")]
    [InlineData("4000000000000259", "visa", "credit")]
    [InlineData("4000000000002685", "visa", "credit")]
    [InlineData("4000000000007726", "visa", "credit")]
    [InlineData("4000000000005126", "visa", "credit")]
    public async Task A_card_that_pays(string number, string brand, string funding)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        Assert.Equal(303, (await sandbox.PayAsync(checkout, number)).Status);

        var card = (await sandbox.FetchCheckoutAsync(checkout)).Json["payment_intent"]!["latest_charge"]!["payment_method_details"]!["card"]!;
        Assert.Equal((brand, funding, number[^4..]), ((string)card["brand"]!, (string)card["funding"]!, (string)card["last4"]!));
    }

    [Theory]
    [InlineData("4000000000000002", "card_declined", "generic_decline", "try_again_later", "Your bank declined the card.")]
    [InlineData("4000000000009995", "card_declined", "insufficient_funds", "try_again_later", "There is not enough money on the card.")]
    [InlineData("4000000000009987", "card_declined", "lost_card", "do_not_try_again", "Your bank declined the card.")]
    [InlineData("4000000000009979", "card_declined", "stolen_card", "do_not_try_again", "Your bank declined the card.")]
    [InlineData("4000000000000069", "expired_card", "expired_card", "do_not_try_again", "The card has expired.")]
    [InlineData("4000000000000127", "incorrect_cvc", "incorrect_cvc", "confirm_card_data", "The security code is not right.")]
    [InlineData("4000000000000119", "processing_error", "processing_error", "try_again_later", "The payment could not be processed.")]
    [InlineData("4000000000006975", "card_declined", "card_velocity_exceeded", "try_again_later", "The card has reached its limit.")]
    [InlineData("4100000000000019", "card_declined", "fraudulent", "do_not_try_again", "Your bank declined the card.")]
    [InlineData("4000000000000341", "card_declined", "generic_decline", "try_again_later", "Your bank declined the card.")]
    public async Task A_card_that_is_declined(string number, string code, string declineCode, string advice, string said)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var page = await sandbox.PayAsync(checkout, number);

        Assert.Contains(said, page.Body, StringComparison.Ordinal);
        var error = (await sandbox.FetchCheckoutAsync(checkout)).Json["payment_intent"]!["last_payment_error"]!;
        Assert.Equal((code, declineCode, advice), ((string)error["code"]!, (string)error["decline_code"]!, (string)error["advice_code"]!));
        Assert.Equal(number[^4..], (string)error["payment_method"]!["card"]!["last4"]!);
        Assert.False(error.AsObject().ContainsKey("payment_intent"));
    }

    [Theory]
    [InlineData("4000002500003155")]
    [InlineData("4000002760003184")]
    [InlineData("4000003800000446")]
    public async Task A_card_whose_bank_asks_pays_once_it_is_confirmed(string number)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var asked = await sandbox.PayAsync(checkout, number);
        var waiting = await sandbox.FetchCheckoutAsync(checkout);
        var page = await sandbox.GetAsync(asked.Location!, key: null);
        var confirmed = await Answer(sandbox, asked.Location!, "confirm");
        var again = await Answer(sandbox, asked.Location!, "confirm");

        Assert.Equal("requires_action", waiting.Text("payment_intent", "status"));
        Assert.Null(waiting.Json["payment_intent"]!["latest_charge"]);
        Assert.Contains("Confirm with your bank", page.Body, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self' https://portal.example.org", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal((303, $"https://portal.example.org/done?session={checkout.Id}"), (confirmed.Status, confirmed.Location));
        Assert.Equal(confirmed.Location, again.Location);
        Assert.Single((await sandbox.GetAsync("/v1/charges")).Ids);
        Assert.Equal("paid", (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_status"));
    }

    [Fact]
    public async Task A_refused_confirmation_charges_nothing_and_leaves_the_page_payable()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        var asked = await sandbox.PayAsync(checkout, "4000002760003184");

        var refused = await Answer(sandbox, asked.Location!, "refuse");
        var page = await sandbox.GetAsync(refused.Location!, key: null);

        Assert.Equal((303, $"/c/pay/{checkout.Id}"), (refused.Status, refused.Location));
        Assert.Contains("The payment was not confirmed with the bank. Nothing was charged.", page.Body, StringComparison.Ordinal);
        Assert.Empty((await sandbox.GetAsync("/v1/charges")).Ids);
        Assert.Equal("payment_intent_authentication_failure", (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_intent", "last_payment_error", "code"));
        Assert.Equal(303, (await sandbox.PayAsync(checkout, Sandbox.GoodCard)).Status);
    }

    [Theory]
    [InlineData("4000008400001629", "generic_decline")]
    [InlineData("4000008260003178", "insufficient_funds")]
    public async Task A_card_can_be_confirmed_and_then_declined(string number, string declineCode)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        var asked = await sandbox.PayAsync(checkout, number);

        var declined = await Answer(sandbox, asked.Location!, "confirm");

        Assert.Equal($"/c/pay/{checkout.Id}", declined.Location);
        Assert.Equal(declineCode, (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_intent", "last_payment_error", "decline_code"));
    }

    private static Task<Answer> Answer(Sandbox sandbox, string page, string answer) => sandbox.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer)]) }, key: null);
}

using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>
/// The provider tells of a payment twice: by sending the member back and by its webhook, in either order, or one of them
/// never. The tests hold all webhooks of their portal, so they have one to themselves and run one after another.
/// </summary>
public sealed class WebhookTests(SmallClub club) : IClassFixture<SmallClub>, IAsyncLifetime
{
    /// <summary>Shorter than the half minute after which a job asks about forgotten attempts: it is the webhook that is seen.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public Task InitializeAsync() => club.Provider.HoldWebhooksAsync();

    public Task DisposeAsync() => club.Provider.DeliverWebhooksAsync();

    [Theory, Trait("Fault", "F10")]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task Who_comes_back_before_the_webhook_sees_Paid_at_once(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);

        await club.Provider.DeliverWebhooksAsync();
        await phone.Page.GotoAsync("/receipts");
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task Who_comes_back_after_the_webhook_sees_the_same(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);
        var back = await phone.PayAndNeverComeBackAsync();

        await club.Provider.DeliverWebhooksAsync();
        await phone.Page.GotoAsync("/");
        await phone.ReloadUntilVisibleAsync(phone.Page.GetByText(phone.Words["Home.AllPaid"]), Soon);
        await phone.Page.GotoAsync(back);

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await phone.Link("Receipt.Show").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(person.Invoice);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory, Trait("Fault", "F11")]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task Who_closes_the_tab_finds_the_invoice_paid_later_by_the_webhook_alone(string language)
    {
        var person = club.Member(language);
        await using (var closed = await club.PhoneAsync(language))
        {
            await closed.SignInAsync(person);
            await closed.OpenPaymentPageAsync(person);
            await closed.PayAndNeverComeBackAsync();
        }

        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Home.YouOwe"]);

        await club.Provider.DeliverWebhooksAsync();
        await phone.ReloadUntilVisibleAsync(phone.Page.GetByText(phone.Words["Home.AllPaid"]), Soon);
        await phone.Page.GotoAsync($"/invoices/{person.Invoice}");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["InvoiceStatus.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }
}

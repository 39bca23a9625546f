using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Pages;

/// <summary>What a member meets between Pay and Paid: the provider's page in all its states, and ours on the way back.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class PaymentPagesTests(SmallClub club)
{
    [Fact]
    public async Task The_providers_page_is_as_it_must_be_in_every_state()
    {
        var person = club.Member("en");
        await using var phone = await club.PhoneAsync("en");
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);
        await phone.InspectAsync();

        await phone.ProviderPay.ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(phone.Words.OfProvider("Checkout.LookAtFields"));
        await phone.InspectAsync();

        await phone.PayByCardAsync(ProviderStand.DeclinedCard);
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(phone.Words.OfProvider("Decline.Generic"));
        await phone.InspectAsync();

        var paymentPage = phone.Page.Url;
        await phone.PayByCardAsync(ProviderStand.CardWhoseBankAsks);
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words.OfProvider("Bank.Title"));
        await phone.InspectAsync();

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words.OfProvider("Bank.Confirm") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await phone.Page.GotoAsync(paymentPage);
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words.OfProvider("Done.Title"));
        await phone.InspectAsync();
    }

    [Fact]
    public async Task The_ways_back_are_as_they_must_be()
    {
        var person = club.Member("nb");
        await using var phone = await club.PhoneAsync("nb");
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);
        await phone.PayByCardAsync(ProviderStand.DeclinedCard);
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = phone.Words.OfProvider("Checkout.Back") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.NotPaid"]);
        await phone.InspectAsync();
        await phone.Link("Return.BackToInvoice").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = phone.Words["Invoice.Story"] })).ToBeVisibleAsync();
        await phone.InspectAsync();

        await phone.Button("Pay.Button").ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await phone.InspectAsync();
        await phone.Link("Receipt.Show").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Receipt.Title"]);
        await phone.InspectAsync();
    }
}

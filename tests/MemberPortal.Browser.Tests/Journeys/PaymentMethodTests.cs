using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>The one payment method, from a phone: added, replaced and removed, with every page on the way inspected.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class PaymentMethodTests(SmallClub club)
{
    private const string OtherCard = "5555 5555 5555 4444";

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_member_adds_a_card_replaces_it_and_removes_it(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new($"^{phone.Words["Method.None"]}") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Method.None"]);
        await phone.InspectAsync();

        await phone.Button("Method.Add").ClickAsync();
        await phone.SaveCardAsync(ProviderStand.GoodCard);
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Setup.Done"]} Visa ···· 4242");
        await Expect(phone.Button("Pay.WithMethod")).ToContainTextAsync("Visa ···· 4242");   // what is owed, at once
        await phone.InspectAsync();

        await phone.Link("Setup.Later").ClickAsync();
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Method.YourCard"]} Visa ···· 4242");
        await phone.InspectAsync();
        await phone.Button("Method.Replace").ClickAsync();
        await phone.SaveCardAsync(OtherCard);
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Setup.Done"]} Mastercard ···· 4444");

        await phone.Link("Setup.Later").ClickAsync();
        await phone.Link("Method.Remove").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync("Mastercard ···· 4444");
        await phone.InspectAsync();
        await phone.Button("Method.RemoveIt").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Method.None"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["PaymentMethodStatus.None"]);
    }

    [Fact]
    public async Task A_card_that_the_bank_refuses_changes_nothing_and_another_can_be_tried_without_scripts()
    {
        var person = club.Member("en");
        await club.OnFile.PutCardAsync(person);
        await using var phone = await club.PhoneAsync("en", scripts: false);
        await phone.SignInAsync(person);
        await phone.Page.GotoAsync("/payment-method");
        await phone.Button("Method.Replace").ClickAsync();
        await phone.SaveCardAsync(ProviderStand.DeclinedCard);
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = phone.Words.OfProvider("Checkout.Back") }).ClickAsync();
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["Setup.NotDone"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync(phone.Words["Setup.Declined"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Visa ···· 4242");

        await phone.Button("Setup.Again").ClickAsync();
        await phone.SaveCardAsync(OtherCard);
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Setup.Done"]} Mastercard ···· 4444");
    }

    [Fact]
    public async Task Who_came_back_without_a_card_sees_a_page_as_it_must_be()
    {
        var person = club.Member("en");
        await using var phone = await club.PhoneAsync("en");
        await phone.SignInAsync(person);
        await phone.Page.GotoAsync("/payment-method");
        await phone.Button("Method.Add").ClickAsync();

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = phone.Words.OfProvider("Checkout.Back") }).ClickAsync();

        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync(phone.Words["Setup.Left"]);
        await phone.InspectAsync();
    }
}

using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>Who owes three invoices chooses, and pays what is chosen, in one payment.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class SeveralInvoicesTests(SmallClub club)
{
    [Fact]
    public async Task What_is_ticked_is_what_the_button_says_and_what_is_paid()
    {
        await using var phone = await club.PhoneAsync("en");
        await phone.SignInAsync(club.MemberOwingThree("en"));
        await phone.Link("Home.PayAll").ClickAsync();
        var boxes = phone.Page.GetByRole(AriaRole.Main).Locator("[name=chosen]");
        await Expect(boxes).ToHaveCountAsync(3);
        var all = await phone.Button("Pay.Button").TextContentAsync();
        await phone.InspectAsync();

        await boxes.Nth(1).UncheckAsync();
        await Expect(phone.Button("Pay.Button")).Not.ToHaveTextAsync(all!);
        var some = AmountIn(await phone.Button("Pay.Button").TextContentAsync());
        await phone.Button("Pay.Button").ClickAsync();
        await phone.PayByCardAsync();

        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Return.Paid"]} {some}");
        await Expect(phone.Page.GetByRole(AriaRole.Main).Locator("a[href^='/receipts/']")).ToHaveCountAsync(2);
        await phone.Link("Return.Done").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Main).Locator("a[href^='/invoices/2']")).ToHaveCountAsync(1);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Without_scripts_the_new_sum_is_shown_before_it_is_paid()
    {
        await using var phone = await club.PhoneAsync("nb", scripts: false);
        await phone.SignInAsync(club.MemberOwingThree("nb"));
        await phone.Page.GotoAsync("/invoices/pay");

        await phone.Page.Locator("[name=chosen]").First.UncheckAsync();
        await phone.Button("Pay.Button").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2 400,00 kr");
        await phone.Button("Pay.Button").ClickAsync();

        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Return.Paid"]} 2 400,00 kr");
    }

    private static string AmountIn(string? button) => button!.Replace("Pay ", "", StringComparison.Ordinal).Trim();
}

using System.Text.RegularExpressions;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>What members settle about themselves: their language and a password they forgot.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class AccountTests(SmallClub club)
{
    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_forgotten_password_is_replaced_through_the_mailbox(string language)
    {
        const string replacement = "ice is thin in april";
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.Page.GotoAsync("/sign-in");
        await phone.Link("SignIn.Forgot").ClickAsync();
        await phone.Page.GetByLabel(phone.Words["SignIn.Email"]).FillAsync(person.Email);
        await phone.Button("Forgot.Send").ClickAsync();
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["Forgot.Sent"]);

        await phone.Link("Layout.Mailbox").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = person.Email })
            .Filter(new() { HasText = phone.Words.OfMail("Reset.Subject") })
            .GetByRole(AriaRole.Link)
            .ClickAsync();
        await phone.Page.FrameLocator("iframe")
            .GetByRole(AriaRole.Link, new() { Name = phone.Words.OfMail("Reset.Button") })
            .ClickAsync();
        await phone.Page.GetByLabel(phone.Words["SignIn.Password"]).FillAsync(replacement);
        await phone.Button("SetPassword.Save").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Home.YouOwe"]);

        await using var another = await club.PhoneAsync(language);
        await another.SignInAsync(person.Email, replacement);
        await Expect(another.Heading).ToContainTextAsync(another.Words["Home.YouOwe"]);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task A_member_changes_the_language_and_it_follows_to_another_phone()
    {
        var person = club.Member("nb");
        await using var phone = await club.PhoneAsync("nb");
        await phone.SignInAsync(person);
        await phone.Page.GetByRole(AriaRole.Banner).GetByText(person.Name).First.ClickAsync();
        await phone.Link("Layout.Profile").ClickAsync();

        await phone.Button(new Regex("^Français$")).ClickAsync();
        await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Expect(phone.Page.GetByText(new Wording("fr")["Profile.LanguageHint"])).ToBeVisibleAsync();

        await using var another = await club.PhoneAsync("nb");
        await another.SignInAsync(person);
        await Expect(another.Heading).ToContainTextAsync(new Wording("fr")["Home.YouOwe"]);
    }

    [Fact]
    public async Task A_visitor_picks_a_language_and_it_stays()
    {
        await using var phone = await club.PhoneAsync("en");
        await phone.Page.GotoAsync("/sign-in");
        await Expect(phone.Heading).ToHaveTextAsync("Sign in");

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Русский" }).ClickAsync();
        await phone.Page.GotoAsync("/forgot-password");

        await Expect(phone.Heading).ToHaveTextAsync("Забыли пароль?");
    }
}

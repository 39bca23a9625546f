using System.Text.RegularExpressions;
using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>A mail that asks for money, handed on: whoever holds it pays from their phone, without signing in.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class PayLinkTests(SmallClub club)
{
    private const string Payer = "grandmother@example.org";

    [Theory]
    [InlineData("en", "1,200.00")]
    [InlineData("nb", "1 200,00")]
    public async Task A_stranger_pays_from_the_mail_and_has_a_receipt_and_the_link_then_says_thanks(string language, string number)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        var link = await OpenFromMailAsync(phone, person);
        await Expect(phone.Heading).ToContainTextAsync($"{number} kr");
        await Expect(phone.Page.GetByText(person.Email)).ToHaveCountAsync(0);
        await phone.InspectAsync();

        await phone.Page.GetByLabel(phone.Words["PayLink.Email"]).FillAsync(Payer);
        await phone.Button("Pay.Button").ClickAsync();
        await Expect(phone.ProviderPay).ToContainTextAsync(number);
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Payer);
        await phone.InspectAsync();

        await phone.Page.GotoAsync(link);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["PayLink.ThankYou"]);
        await Expect(phone.Button("Pay.Button")).ToHaveCountAsync(0);
        await phone.InspectAsync();
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
        await Expect(await MailAsync(phone, Payer, "Mail.Receipt.Subject", "Season fee 2026")).Not.ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_mail_scanner_and_a_second_tap_change_nothing_and_charge_once(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        var link = await OpenFromMailAsync(phone, person);
        var scanner = phone.Page.APIRequest;
        Assert.Equal(200, (await scanner.HeadAsync(link)).Status);
        Assert.Equal(200, (await scanner.GetAsync(link)).Status);
        Assert.Equal(200, (await scanner.GetAsync(link, new() { Headers = [new("Sec-Purpose", "prefetch")] })).Status);

        await phone.Button("Pay.Button").ClickAsync();
        await Expect(phone.ProviderPay).ToBeVisibleAsync();
        var paymentPage = phone.Page.Url;
        await phone.Page.GotoAsync(link);
        await phone.Button("Pay.Button").DblClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(paymentPage);
        await phone.Page.GetByLabel(phone.Words.OfProvider("Field.Email")).FillAsync(Payer);
        await phone.PayByCardAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Fact]
    public async Task The_payers_language_stays_through_the_providers_page_and_back_with_scripts_off()
    {
        var person = club.Member("nb");
        await using var phone = await club.PhoneAsync("ru", scripts: false);
        await phone.Page.GotoAsync(await LinkFromMailAsync(phone, person));
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Русский" }).ClickAsync();
        await phone.Button("Pay.Button").ClickAsync();
        await phone.Page.GetByLabel(phone.Words.OfProvider("Field.Email")).FillAsync(Payer);   // it asks; we do not hear of it
        await phone.PayByCardAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["Return.MemberHasReceipt"]);
    }

    [Fact]
    public async Task An_address_mistyped_a_link_mistyped_and_a_member_on_the_way_to_their_own_card()
    {
        var person = club.Member("en");
        await using var phone = await club.PhoneAsync("en");
        var link = await OpenFromMailAsync(phone, person);
        await phone.Page.EvaluateAsync("() => document.querySelector('#pay').noValidate = true");
        await phone.Page.GetByLabel(phone.Words["PayLink.Email"]).FillAsync("grandmother");
        await phone.Button("Pay.Button").ClickAsync();
        await Expect(phone.Page.GetByText(phone.Words["PayLink.EmailUnusable"])).ToBeVisibleAsync();
        await phone.InspectAsync();

        await phone.Page.GotoAsync("/pay/mistyped");
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["PayLink.Gone"]);
        await phone.InspectAsync();

        await phone.Page.GotoAsync(link);
        await phone.Link("PayLink.SignIn").ClickAsync();
        await phone.Page.GetByLabel(phone.Words["SignIn.Email"]).FillAsync(person.Email);
        await phone.Page.GetByLabel(phone.Words["SignIn.Password"]).FillAsync(SmallClub.Password);
        await phone.Button("SignIn.SignIn").ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex($"/invoices/{person.Invoice}$"));
        await phone.Page.GotoAsync(link);
        await phone.InspectAsync();
        await phone.Link("PayLink.OwnCard").ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex($"/invoices/{person.Invoice}$"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_link_past_its_time_opens_nothing_and_says_what_to_do(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        var link = await OpenFromMailAsync(phone, person);

        club.OnFile.ExpireLinks(person);
        await phone.Page.GotoAsync(link);

        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["PayLink.Gone"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(person.Name);
        await Expect(phone.Button("Pay.Button")).ToHaveCountAsync(0);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));
    }

    /// <returns>The path of the link in the mail with which the invoice was sent.</returns>
    private static async Task<string> OpenFromMailAsync(Phone phone, Person person)
    {
        var link = await LinkFromMailAsync(phone, person);
        await phone.Page.GotoAsync(link);
        return link;
    }

    /// <summary>Its path: the invoices were sent by the portal that founded the club, on a port that nobody listens on now.</summary>
    private static async Task<string> LinkFromMailAsync(Phone phone, Person person)
    {
        await phone.Page.GotoAsync("/demo/mailbox");
        await phone.Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = person.Email })
            .Filter(new() { HasText = person.Invoice })
            .GetByRole(AriaRole.Link)
            .ClickAsync();
        var button = phone.Page.FrameLocator("iframe").Locator("a.button");
        return new Uri((await button.GetAttributeAsync("href"))!).PathAndQuery;
    }

    private static async Task<ILocator> MailAsync(Phone phone, string to, string subject, params object[] words)
    {
        await phone.Page.GotoAsync("/demo/mailbox");
        return phone.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = to }).Filter(new() { HasText = phone.Words.OfMail(subject, words) });
    }
}

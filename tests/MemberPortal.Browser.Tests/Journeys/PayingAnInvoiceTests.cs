using System.Text.RegularExpressions;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>The main job, from a phone: sign in, see what one owes, pay it on the provider's page, have the receipt.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class PayingAnInvoiceTests(SmallClub club)
{
    [Theory]
    [InlineData("en", "1,200.00")]
    [InlineData("nb", "1 200,00")]
    [InlineData("ru", "1 200,00")]
    public async Task A_member_signs_in_pays_by_card_and_finds_the_receipt_in_the_mailbox(string language, string number)
    {
        var amount = $"{number} kr";
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await Expect(phone.Heading).ToContainTextAsync(amount);

        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Season fee 2026" }).ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex($"/invoices/{person.Invoice}$"));
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words["Pay.Button", amount] }).ClickAsync();

        await Expect(phone.ProviderPay).ToContainTextAsync(number);   // the provider has its own way with currencies
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Return.Paid"]} {amount}");
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));

        await phone.Link("Return.Done").ClickAsync();
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["Home.AllPaid"]);

        await phone.Link("Layout.Mailbox").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = person.Email })
            .Filter(new() { HasText = phone.Words.OfMail("Mail.Receipt.Subject", "Season fee 2026") })
            .GetByRole(AriaRole.Link)
            .ClickAsync();
        await phone.Page.FrameLocator("iframe")
            .GetByRole(AriaRole.Link, new() { Name = phone.Words.OfMail("Mail.Receipt.Button") })
            .ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/receipts/"));
        await Expect(phone.Heading).ToContainTextAsync(amount);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("4242");
        Assert.Empty(phone.Complaints);
    }

    [Theory, Trait("Fault", "F05")]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task After_a_declined_card_a_good_one_pays_once(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);

        await phone.PayByCardAsync(ProviderStand.DeclinedCard);
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(phone.Words.OfProvider("Decline.Generic"));
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));

        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));

        await phone.Page.GotoAsync($"/invoices/{person.Invoice}");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["InvoiceStatus.Paid"]);
        await Expect(phone.Button("Pay.Button")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_card_whose_bank_asks_is_charged_after_the_member_confirms(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);

        await phone.PayByCardAsync(ProviderStand.CardWhoseBankAsks);
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words.OfProvider("Bank.Title"));
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words.OfProvider("Bank.Confirm") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory, Trait("Fault", "F02")]
    [InlineData("en", true)]
    [InlineData("nb", true)]
    [InlineData("nb", false)]
    public async Task A_double_tap_on_Pay_charges_once(string language, bool scripts)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language, scripts);
        await phone.SignInAsync(person);
        await phone.Page.GotoAsync($"/invoices/{person.Invoice}");

        await phone.Button("Pay.Button").DblClickAsync();
        await Expect(phone.ProviderPay).ToBeVisibleAsync();
        await phone.FillInCardAsync(ProviderStand.GoodCard);
        await phone.ProviderPay.DblClickAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory, Trait("Fault", "F02")]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task Who_left_the_payment_page_taps_Pay_again_and_is_led_to_the_same_page(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);
        var paymentPage = phone.Page.Url;

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = phone.Words.OfProvider("Checkout.Back") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.NotPaid"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToHaveTextAsync(phone.Words["Return.Left"]);

        await phone.Button("Pay.Button").ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(paymentPage);
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory, Trait("Fault", "F02")]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task The_browsers_own_back_button_leaves_an_invoice_that_can_be_paid(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language);
        await phone.SignInAsync(person);
        await phone.OpenPaymentPageAsync(person);

        await phone.Page.GoBackAsync();
        await phone.Button("Pay.Button").ClickAsync();
        await phone.PayByCardAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task With_scripts_off_a_member_signs_in_pays_and_reads_the_receipt(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.PhoneAsync(language, scripts: false);
        await phone.SignInAsync(person);
        await phone.Button("Pay.Button").ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);

        await phone.Link("Receipt.Show").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Receipt.Title"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(person.Invoice);
    }
}

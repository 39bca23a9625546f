using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>A club that bills in euro: members pay by direct debit, which takes days and may bounce.</summary>
public sealed class DebitTests(EuroClub club) : IClassFixture<EuroClub>
{
    private const string Iban = "AT611904300234573201";

    [Fact]
    public async Task A_debit_says_when_it_is_taken_and_then_that_it_was()
    {
        var person = club.Member("en");
        await club.OnFile.PutAccountAsync(person, Iban);
        await using var phone = await club.PhoneAsync("en");
        await TapAsync(phone, person);

        await club.OnFile.AnswerDebitAsync(person.Invoice, "settle-debit");
        await phone.ReloadUntilVisibleAsync(
            phone.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{phone.Words["Return.Paid"]} ") }), TimeSpan.FromSeconds(60));

        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_debit_that_bounces_leaves_the_invoice_to_be_paid()
    {
        var person = club.Member("nb");
        await club.OnFile.PutAccountAsync(person, Iban);
        await using var phone = await club.PhoneAsync("nb");
        await TapAsync(phone, person);

        await club.OnFile.AnswerDebitAsync(person.Invoice, "bounce-debit");
        await phone.ReloadUntilVisibleAsync(
            phone.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{phone.Words["Return.NotPaid"]} ") }), TimeSpan.FromSeconds(60));

        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToHaveTextAsync(phone.Words["DeclineEffect.InsufficientFunds"]);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_bank_account_is_put_on_file_with_its_mandate_read_before()
    {
        var person = club.Member("en");
        await using var phone = await club.PhoneAsync("en");
        await phone.SignInAsync(person);
        await phone.Page.GotoAsync("/payment-method");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("ask for it within eight weeks");
        await phone.InspectAsync();

        await phone.Button("Method.AddCardOrAccount").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = phone.Words.OfProvider("Checkout.UseDebit") }).ClickAsync();
        await phone.Page.GetByLabel(phone.Words.OfProvider("Field.Iban")).FillAsync(Iban);
        await phone.Page.GetByLabel(phone.Words.OfProvider("Field.Holder")).FillAsync(person.Name);
        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = phone.Words.OfProvider("Setup.Save") }).ClickAsync();

        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Setup.Done"]} {phone.Words["PaymentMethodKind.SepaDebit"]} ···· 3201");
        await phone.Link("Setup.Later").ClickAsync();
        await Expect(phone.Button("Method.ReplaceDebit")).ToBeVisibleAsync();
        await phone.InspectAsync();
    }

    private static async Task TapAsync(Phone phone, Person person)
    {
        await phone.SignInAsync(person);
        await phone.Button("Pay.WithMethod").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Home.UnderWay"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["Return.Debit"].Split('{')[0].Trim());
        await phone.InspectAsync();
    }
}

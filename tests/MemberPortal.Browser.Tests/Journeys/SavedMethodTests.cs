using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>With a card on file, from a phone: one tap; the bank's question in between; a bank that says no.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class SavedMethodTests(SmallClub club)
{
    [Theory]
    [InlineData("en", true)]
    [InlineData("nb", false)]
    public async Task One_tap_pays_with_the_card_on_file(string language, bool scripts)
    {
        var person = club.Member(language);
        await club.OnFile.PutCardAsync(person);
        await using var phone = await club.PhoneAsync(language, scripts);
        await phone.SignInAsync(person);

        await phone.Button("Pay.WithMethod").ClickAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("4242");
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
        Assert.Empty(phone.Complaints);
    }

    [Fact, Trait("Fault", "F02")]
    public async Task A_double_tap_on_the_card_on_file_charges_once()
    {
        var person = club.Member("en");
        await club.OnFile.PutCardAsync(person);
        await using var phone = await club.PhoneAsync("en", scripts: false);
        await phone.SignInAsync(person);

        await phone.Button("Pay.WithMethod").DblClickAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Where_the_bank_asks_the_member_confirms_and_has_paid(string language)
    {
        var person = club.Member(language);
        await using var phone = await AskedByTheBankAsync(person);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));
        await phone.InspectAsync();

        await phone.Link("Return.Confirm").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words.OfProvider("Bank.Confirm") }).ClickAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Fact]
    public async Task Who_refuses_at_the_bank_is_told_and_pays_with_another_card()
    {
        var person = club.Member("en");
        await using var phone = await AskedByTheBankAsync(person);

        await phone.Link("Return.Confirm").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words.OfProvider("Bank.Refuse") }).ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.NotPaid"]);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));
        await phone.InspectAsync();

        await phone.Button("Pay.ButtonOtherCard").ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Fact]
    public async Task Who_leaves_the_bank_alone_finds_the_question_on_the_invoice_and_may_pay_otherwise()
    {
        var person = club.Member("nb");
        await using var phone = await AskedByTheBankAsync(person);

        await phone.Page.GotoAsync($"/invoices/{person.Invoice}");
        await phone.Link("Return.Confirm").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.BankAsks"]);
        await phone.Button("Pay.AnotherWay").ClickAsync();
        await phone.PayByCardAsync();

        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    [Fact]
    public async Task A_banks_question_that_nobody_answers_is_given_up_and_nothing_was_charged()
    {
        var person = club.Member("en");
        await using var phone = await AskedByTheBankAsync(person);
        var attempt = phone.Page.Url;

        club.OnFile.LapseQuestion(person);
        await phone.ReloadUntilVisibleAsync(
            phone.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{phone.Words["Return.NotPaid"]} ") }), TimeSpan.FromSeconds(60));

        Assert.Equal(attempt, phone.Page.Url);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));
        await phone.Button("Pay.ButtonOtherCard").ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    /// <summary>A code of each group of decline-codes.csv; what is not in it is a plain no.</summary>
    [Theory]
    [InlineData("insufficient_funds", "InsufficientFunds", "InsufficientFunds")]
    [InlineData("expired_card", "Expired", "Expired")]
    [InlineData("lost_card", "Invalid", "Invalid")]
    [InlineData("do_not_honor", "PlainNo", "Active")]
    [InlineData("processing_error", "NothingAboutTheMethod", "Active")]
    public async Task A_bank_that_says_no_later_is_explained_and_another_card_pays(string reason, string effect, string status)
    {
        var person = club.Member("en");
        var card = await club.OnFile.PutCardAsync(person);
        await club.OnFile.DeclineFromNowOnAsync(card, reason);
        await using var phone = await club.PhoneAsync("en");
        await phone.SignInAsync(person);

        await phone.Button("Pay.WithMethod").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.NotPaid"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToHaveTextAsync(phone.Words[$"DeclineEffect.{effect}"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(reason);
        Assert.Equal(0, await club.Provider.ChargesForAsync(person.Invoice));

        await phone.Page.GotoAsync("/");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words[$"PaymentMethodStatus.{status}"]);

        await phone.Page.GotoAsync($"/invoices/{person.Invoice}");
        if (status is "Active" or "InsufficientFunds")
            await phone.Page.GetByText(phone.Words["Pay.AnotherWay"]).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words["Pay.ButtonOtherCard", "1,200.00 kr"] }).ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);
        Assert.Equal(1, await club.Provider.ChargesForAsync(person.Invoice));
    }

    /// <summary>A card on file whose bank wants a word, tapped.</summary>
    private async Task<Phone> AskedByTheBankAsync(Person person)
    {
        await club.OnFile.PutCardAsync(person, "pm_card_authenticationRequired");
        var phone = await club.PhoneAsync(person.Language);
        await phone.SignInAsync(person);
        await phone.Button("Pay.WithMethod").ClickAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.BankAsks"]);
        return phone;
    }
}

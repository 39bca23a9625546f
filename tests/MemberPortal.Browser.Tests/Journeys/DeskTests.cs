using System.Text.RegularExpressions;
using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>A seller with a phone at the edge of a pitch, with every page on the way inspected.</summary>
[Collection(SharedSmallClub.Name)]
public sealed class DeskTests(SmallClub club)
{
    [Theory]
    [InlineData("en", "1,200.00 kr")]
    [InlineData("nb", "1 200,00 kr")]
    public async Task Cash_is_recorded_in_at_most_five_taps_from_sign_in(string language, string amount)
    {
        var person = club.Member(language);
        await using var phone = await club.SellerAsync(language);
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/desk$"));
        var counter = await TapCounter.OnAsync(phone);

        await phone.Page.GetByRole(AriaRole.Searchbox).TapAsync();
        await phone.Page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync(person.Name.ToLowerInvariant());
        await Rows(phone, person.Invoice).TapAsync();
        await phone.Link("Record.Way.Cash").TapAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = phone.Words["Record.ButtonAmount", amount] }).TapAsync();
        await Expect(Said(phone)).ToContainTextAsync(phone.Words["Recorded.Done"]);
        await phone.Link("Return.Done").TapAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/desk$"));

        Assert.Equal(5, counter.Taps);
        await FindAsync(phone, person.Invoice);
        await Expect(Rows(phone, person.Invoice)).ToContainTextAsync(phone.Words["InvoiceStatus.Paid"]);
        await phone.Page.GotoAsync("/demo/mailbox");
        await Expect(phone.Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = person.Email })
            .Filter(new() { HasText = phone.Words.OfMail("Mail.Receipt.Subject", "Season fee 2026") })).ToBeVisibleAsync();
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("en", "1,200", "300.50", "300.50 kr")]
    [InlineData("nb", "1 200", "300,50", "300,50 kr")]
    public async Task A_cheque_pays_two_of_three_invoices(string language, string whole, string part, string shown)
    {
        var person = club.MemberOwingThree(language);
        await using var phone = await club.SellerAsync(language);
        await OpenMemberAsync(phone, person);
        await phone.InspectAsync();

        await phone.Link("Record.Way.Cheque").TapAsync();
        var amounts = phone.Page.Locator("input[inputmode=decimal]");
        await Expect(amounts).ToHaveCountAsync(3);
        await amounts.Nth(0).FillAsync(whole);
        await amounts.Nth(1).FillAsync(part);
        await phone.InspectAsync();
        await phone.Page.GetByLabel(phone.Words["Record.ChequeNumber"]).FillAsync("70042");
        await phone.Button("Record.Button").TapAsync();

        await Expect(Said(phone)).ToContainTextAsync(phone.Words["Recorded.Done"]);
        var together = phone.Page.GetByRole(AriaRole.Region, new() { Name = phone.Words["Recorded.Together"] });
        await Expect(together.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(together).ToContainTextAsync(shown);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("70042");
        await phone.InspectAsync();

        await OpenMemberAsync(phone, person);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["PaymentMethodStatus.Manual"]);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["ExtraStatus.PartiallyPaid"]);
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task What_was_recorded_by_mistake_is_taken_back(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.SellerAsync(language);
        await RecordCashAsync(phone, person);
        await phone.Link("Reverse.Open").TapAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Reverse.Title"]);
        await phone.InspectAsync();

        await phone.Page.GetByLabel(phone.Words["Form.Why"]).FillAsync("It was the other Kari");
        await phone.Button("Reverse.Button").TapAsync();

        await Expect(phone.Heading.Locator("del")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("It was the other Kari");
        await phone.InspectAsync();
        await FindAsync(phone, person.Invoice);
        await Expect(Rows(phone, person.Invoice)).ToContainTextAsync(phone.Words["InvoiceStatus.Open"]);
        await Rows(phone, person.Invoice).TapAsync();
        await Expect(phone.Link("Record.Way.Cash")).ToBeVisibleAsync();
        await phone.InspectAsync();
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_product_is_given_by_hand(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.SellerAsync(language);
        await OpenMemberAsync(phone, person);
        await phone.Link("Member.Assign").TapAsync();
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["Assign.Title"]);
        await phone.InspectAsync();

        await phone.Page.GetByLabel(phone.Words["Assign.Product"]).SelectOptionAsync(SmallClub.Ticket);
        await phone.Page.GetByLabel(phone.Words["Assign.Until"]).FillAsync("2099-12-31");
        await phone.Page.GetByLabel(phone.Words["Form.Why"]).FillAsync("Won it in the raffle");
        await phone.Button("Assign.Button").TapAsync();

        await Expect(Said(phone)).ToContainTextAsync(phone.Words["Member.Assigned"]);
        var products = phone.Page.GetByRole(AriaRole.Region, new() { Name = phone.Words["Member.Products"] });
        await Expect(products).ToContainTextAsync(SmallClub.Ticket);
        await Expect(products).ToContainTextAsync(phone.Words["AssignmentStatus.Active"]);
        await phone.InspectAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task A_stranger_takes_the_receipt_along_by_its_code(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.SellerAsync(language);
        await RecordCashAsync(phone, person);
        await phone.Button("Recorded.ShowCode").TapAsync();
        var code = phone.Page.GetByRole(AriaRole.Img).Locator("svg");
        await Expect(code).ToBeVisibleAsync();
        await phone.InspectAsync();

        await using var stranger = await club.PhoneAsync(language);
        await stranger.Page.GotoAsync((await phone.ReadCodeAsync(code)).AbsoluteUri);
        await Expect(stranger.Heading).ToContainTextAsync(stranger.Words["Receipt.Title"]);
        await Expect(stranger.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(person.Name);
        await Expect(stranger.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await stranger.InspectAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task A_members_card_is_removed_with_a_word_of_why(string language)
    {
        var person = club.Member(language);
        await club.OnFile.PutCardAsync(person);
        await using var phone = await club.SellerAsync(language);
        await OpenMemberAsync(phone, person);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Visa ···· 4242");

        await phone.Link("Method.RemoveOfMember").TapAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Method.RemoveTitle"]);
        await phone.InspectAsync();
        await phone.Page.GetByLabel(phone.Words["Method.Comment"]).FillAsync("Asked for on the phone");
        await phone.Button("Method.RemoveIt").TapAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["Method.NoneOfMember"]);

        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = person.Name }).First.TapAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["PaymentMethodStatus.None"]);
        await Expect(phone.Link("Method.RemoveOfMember")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nb")]
    public async Task An_invoice_is_written_changed_and_sent_at_once(string language)
    {
        var person = club.Member(language);
        await using var phone = await club.SellerAsync(language);
        await OpenMemberAsync(phone, person);
        await phone.Link("Member.NewInvoice").TapAsync();
        await phone.Page.GetByLabel(phone.Words["Assign.Product"]).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await phone.Button("Draft.AddLine").TapAsync();
        await phone.Page.GetByLabel(phone.Words["Draft.Description"]).Nth(1).FillAsync("Lost key");
        await phone.Button("Draft.Save").TapAsync();
        await Expect(phone.Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);   // a free line has a price
        await phone.InspectAsync();
        await phone.Page.GetByLabel(phone.Words["Draft.Price"]).Nth(1).FillAsync("50");
        await phone.Button("Draft.Save").TapAsync();

        await Expect(phone.Page.Locator("[data-countdown]")).ToBeVisibleAsync();
        await phone.InspectAsync();
        await phone.Link("Draft.Edit").TapAsync();
        await phone.Page.GetByLabel(phone.Words["Draft.Quantity"]).Nth(1).FillAsync("2");
        await phone.Button("Draft.Save").TapAsync();
        await phone.Button("Draft.Send").TapAsync();

        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(phone.Words["InvoiceStatus.Open"]);
        await Expect(phone.Heading).ToContainTextAsync("550");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Without_scripts_a_member_is_found_and_cash_recorded()
    {
        var person = club.Member("en");
        await using var phone = await club.SellerAsync("en", scripts: false);
        await RecordCashAsync(phone, person);

        await Expect(Said(phone)).ToContainTextAsync(phone.Words["Recorded.Done"]);
    }

    /// <summary>From anywhere to the receipt of the whole of the member's invoice.</summary>
    private static async Task RecordCashAsync(Phone phone, Person person)
    {
        await FindAsync(phone, person.Invoice);
        await Rows(phone, person.Invoice).TapAsync();
        await phone.Link("Record.Way.Cash").TapAsync();
        await phone.Button("Record.ButtonAmount").TapAsync();
        await Expect(phone.Link("Reverse.Open")).ToBeVisibleAsync();
    }

    private static async Task OpenMemberAsync(Phone phone, Person person)
    {
        await FindAsync(phone, person.Email);
        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new($"^{person.Name} ") }).TapAsync();
        await Expect(phone.Heading).ToContainTextAsync(person.Name);
    }

    /// <summary>As somebody does who taps the key with the magnifying glass.</summary>
    private static async Task FindAsync(Phone phone, string typed)
    {
        await phone.Page.GotoAsync("/desk");
        await phone.Page.GetByRole(AriaRole.Searchbox).FillAsync(typed);
        await phone.Page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Expect(phone.Page).ToHaveURLAsync(new Regex(@"\?q="));
    }

    private static ILocator Rows(Phone phone, string invoice) =>
        phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new(invoice) });

    private static ILocator Said(Phone phone) => phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status);
}

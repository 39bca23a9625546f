using System.Net;
using System.Text.Json.Nodes;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.PaymentMethods;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.PaymentMethods;

/// <summary>The payment method's pages, as a browser without scripts walks them.</summary>
public sealed class PaymentMethodPagesTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private const string Page = "/payment-method";

    [Theory]
    [InlineData("en", "Add a card", "Saved", "Visa ···· 4242", "Not tried yet", "Replace card")]
    [InlineData("sv", "Lägg till ett kort", "Sparat", "Visa ···· 4242", "Ännu inte använt", "Byt kort")]
    public async Task A_card_is_added_and_shown(string language, string add, string saved, string card, string tried, string replace)
    {
        var (visitor, member) = await SignedInAsync(language);
        using var _ = visitor;
        Assert.Contains(add, await visitor.ReadAsync(Page), StringComparison.Ordinal);

        var back = await portal.Stripe.PayAsync(await TapAsync(visitor));
        var done = await visitor.ReadAsync(back!.PathAndQuery);
        var page = await visitor.ReadAsync(Page);

        Assert.Equal($"{Page}/setup/{(await portal.SetupsAsync(member)).Single().Id}", back.PathAndQuery);
        Assert.Contains(saved, done, StringComparison.Ordinal);
        Assert.Contains(card, done, StringComparison.Ordinal);
        Assert.Contains(card, page, StringComparison.Ordinal);
        Assert.Contains(tried, page, StringComparison.Ordinal);
        Assert.Contains(replace, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_owed_is_offered_at_once_with_the_new_card()
    {
        var (visitor, member) = await SignedInAsync("en");
        using var _ = visitor;
        var invoice = await portal.IssueInvoiceAsync(member);

        var back = await portal.Stripe.PayAsync(await TapAsync(visitor));

        var page = await visitor.ReadAsync(back!.PathAndQuery);
        Assert.Contains("· Visa ···· 4242</button>", page, StringComparison.Ordinal);
        using var paid = await visitor.PostAsync(back.PathAndQuery, $"/invoices/{invoice.Number}/pay", CardButton.On(page));
        Assert.Equal(HttpStatusCode.Found, paid.StatusCode);
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    [Fact]
    public async Task Several_that_are_owed_are_offered_together()
    {
        var (visitor, member) = await SignedInAsync("en");
        using var _ = visitor;
        await portal.IssueInvoiceAsync(member);
        await portal.IssueInvoiceAsync(member);

        var back = await portal.Stripe.PayAsync(await TapAsync(visitor));

        Assert.Contains("href=\"/invoices/pay\"", await visitor.ReadAsync(back!.PathAndQuery), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4000000000000002", "Your bank did not accept the card. Nothing was charged. No card is saved.")]
    [InlineData("4000000000009987", "Your bank did not accept the card. Nothing was charged. No card is saved.")]   // lost: the member hears no more
    [InlineData("4000000000000069", "Your bank says that the card has expired. Nothing was charged. No card is saved.")]
    [InlineData(null, "You left the page before the end. Nothing was charged. No card is saved.")]
    public async Task Who_comes_back_without_a_card_is_told_kindly(string? card, string words)
    {
        var (visitor, member) = await SignedInAsync("en");
        using var _ = visitor;
        var provider = await TapAsync(visitor);
        if (card is not null)
            await portal.Stripe.PayAsync(provider, card);
        var back = $"{Page}/setup/{(await portal.SetupsAsync(member)).Single().Id}";

        var page = await visitor.ReadAsync(back);
        using var again = await visitor.PostAsync(back, Page);

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(provider, again.Headers.Location);
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_told_and_nothing_changes()
    {
        var (visitor, _) = await SignedInAsync("en");
        using var __ = visitor;
        await portal.Stripe.BreakAsync(new JsonObject { ["fault"] = "status", ["status"] = 500, ["path"] = "/v1/checkout/sessions", ["method"] = "POST" });
        try
        {
            using var answer = await portal.ThroughThePausesAsync(visitor.PostAsync(Page));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("We could not reach the payment provider. Nothing has changed", await answer.TextAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await portal.Stripe.MendAsync();
        }
    }

    [Fact]
    public async Task A_card_is_removed_after_a_word_on_what_will_happen()
    {
        var (visitor, member) = await SignedInAsync("en");
        using var _ = visitor;
        await portal.PutOnFileAsync(member);

        Assert.Contains("It is removed here and at the payment provider", await visitor.ReadAsync($"{Page}/remove"), StringComparison.Ordinal);
        Assert.NotNull(await portal.MethodOfAsync(member));
        using var answer = await visitor.PostAsync($"{Page}/remove");

        Assert.Equal(Page, answer.Headers.Location?.OriginalString);
        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Contains("No card saved", await visitor.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task The_desk_removes_nothing_without_a_comment(string comment)
    {
        var member = await portal.AddMemberAsync();
        await portal.PutOnFileAsync(member);
        using var seller = await portal.SignedInAsync(Role.Seller);

        using var answer = await seller.PostAsync(AtTheDesk(member), ("comment", comment));

        Assert.Contains("Write a word on why.", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.NotNull(await portal.MethodOfAsync(member));
    }

    [Theory]
    [InlineData(Role.Seller)]
    [InlineData(Role.Admin)]
    public async Task The_desk_removes_a_members_card_and_the_log_says_who_and_why(string role)
    {
        var member = await portal.AddMemberAsync("Ola Nordmann");
        await portal.PutOnFileAsync(member);
        using var staff = await portal.SignedInAsync(role);
        Assert.Contains("Ola Nordmann", await staff.ReadAsync(AtTheDesk(member)), StringComparison.Ordinal);

        using var answer = await staff.PostAsync(AtTheDesk(member), ("comment", "Asked for on the phone"));

        Assert.Equal(AtTheDesk(member), answer.Headers.Location?.OriginalString);
        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Contains("Nothing is on file for this member.", await staff.ReadAsync(AtTheDesk(member)), StringComparison.Ordinal);
        var entry = await portal.WithDbAsync(db => db.AuditLog.AsNoTracking().SingleAsync(e => e.MemberId == member.Id));
        Assert.Equal(("Kari Nordmann", "Visa 4242", "Asked for on the phone"), (entry.By, entry.Detail, entry.Comment));
        Assert.NotNull(entry.AccountId);
    }

    [Theory]
    [InlineData("lost_card", "do_not_try_again", "Your bank declines this card. Nothing was charged.", "Your bank asks not to try it again.")]
    [InlineData("incorrect_cvc", "confirm_card_data", "Your bank declines this card. Nothing was charged.", "Your bank suggests checking the details")]
    [InlineData("generic_decline", "try_again_later", "Your bank said no last time, without saying why.", "it may well work a little later")]
    public async Task A_decline_is_read_in_kind_words_with_the_banks_advice(string code, string advice, string why, string next)
    {
        var (visitor, member) = await SignedInAsync("en");
        using var _ = visitor;
        await portal.PutOnFileAsync(member);
        await portal.WithDbAsync(db => db.PaymentMethods.Where(m => m.MemberId == member.Id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.LastResult, ChargeResult.Declined)
            .SetProperty(m => m.LastDecline, code)
            .SetProperty(m => m.LastAdvice, advice)
            .SetProperty(m => m.DeclinesInARow, 1)));

        var page = await visitor.ReadAsync(Page);

        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains(next, page, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_the_currency_is_no_euro_nothing_is_said_of_direct_debits()
    {
        var (visitor, _) = await SignedInAsync("en");
        using var __ = visitor;

        Assert.DoesNotContain("SEPA", await visitor.ReadAsync(Page), StringComparison.Ordinal);
    }

    private static string AtTheDesk(Member member) => $"/members/{member.Number}/payment-method/remove";

    private async Task<(Visitor Visitor, Member Member)> SignedInAsync(string language)
    {
        var member = await portal.AddMemberAsync(language: language);
        return (await portal.SignedInAsync(member), member);
    }

    private static async Task<Uri> TapAsync(Visitor visitor)
    {
        using var answer = await visitor.PostAsync(Page);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }
}

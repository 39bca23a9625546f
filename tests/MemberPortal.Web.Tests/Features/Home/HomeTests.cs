using System.Net;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.Home;

/// <summary>The page a member comes home to. The portal's clock stands at 2 March 2026.</summary>
public sealed class HomeTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("en", "You owe", "1,200.00 kr", "due Friday 27 March", "Pay 1,200.00 kr")]
    [InlineData("nb", "Du skylder", "1 200,00 kr", "forfaller fredag 27. mars", "Betal 1 200,00 kr")]
    [InlineData("ru", "К оплате", "1 200,00 kr", "срок: пятница, 27 марта", "Оплатить 1 200,00 kr")]
    public async Task One_invoice_owed_is_one_amount_one_date_and_one_button(
        string language, string youOwe, string amount, string due, string button)
    {
        var member = await portal.AddMemberAsync(language: language);
        var invoice = await portal.IssueInvoiceAsync(member, dueOn: new(2026, 3, 27));

        var page = await HomeOfAsync(member);

        Assert.Contains($"{youOwe} <span class=\"amount\">{amount}</span>", page, StringComparison.Ordinal);
        Assert.Contains(due, page, StringComparison.Ordinal);
        Assert.Contains($">{button}</button>", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/invoices/{invoice.Number}/pay\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_the_button_leads_to_the_choice_with_what_all_come_to()
    {
        var member = await portal.AddMemberAsync();
        await portal.IssueInvoiceAsync(member, [50_000], new(2026, 4, 20), "Camp");
        var late = await portal.IssueInvoiceAsync(member, [30_000], new(2026, 3, 9), "Training ice");
        await portal.ChangeAsync(late, i => i.DueOn = Today.AddDays(-1));

        var page = await HomeOfAsync(member);

        Assert.Contains("<span class=\"amount\">800.00 kr</span>", page, StringComparison.Ordinal);
        Assert.Contains("the most urgent: was due Sunday 1 March", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button\" href=\"/invoices/pay\">Pay all 800.00 kr</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_under_way_is_not_asked_for_again()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        await portal.ChangeAsync(invoice, i => i.ProcessingSince = portal.Clock.GetUtcNow().UtcDateTime);

        var page = await HomeOfAsync(member);

        Assert.Contains("Payment under way <span class=\"amount\">1,200.00 kr</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<button data-busy", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "All paid until 31 December", "until 31 December")]
    [InlineData("fr", "Tout est payé jusqu’au 31 décembre", "jusqu’au 31 décembre")]
    public async Task Nothing_owed_says_until_when_all_is_paid(string language, string head, string until)
    {
        var member = await portal.AddMemberAsync(language: language);
        await AssignAsync(member, "Season 2026", new(2026, 12, 31));
        await AssignAsync(member, "Licence", new(2027, 6, 30));
        await AssignAsync(member, "Cap", null);

        var page = await HomeOfAsync(member);

        Assert.Contains($"<h1>{head}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<small>{until}</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_member_is_welcomed()
    {
        var page = await HomeOfAsync(await portal.AddMemberAsync());

        Assert.Contains("Welcome, Kari Nordmann", page, StringComparison.Ordinal);
        Assert.Contains("Your membership shows here", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_paid_is_past_due_or_ran_out_shows_on_its_product()
    {
        var member = await portal.AddMemberAsync();
        var product = new Product { Name = "Training ice", Currency = "NOK", Price = 45_000, VatRate = 0 };
        await portal.AddAsync(product);
        await AssignAsync(member, "Old camp", Today.AddDays(-30));
        await AssignAsync(member, "Forgotten camp", Today.AddYears(-2));
        var paid = await BillAsync(member, product, new(2026, 2, 1), new(2026, 2, 28));
        await portal.ChangeAsync(paid, i => i.Received = i.Total);
        var late = await BillAsync(member, product, new(2026, 3, 1), new(2026, 3, 31));
        await portal.ChangeAsync(late, i => i.DueOn = Today.AddDays(-1));

        var page = await HomeOfAsync(member);

        Assert.Contains("Training ice</bdi></span><span class=\"badge bad\">", page, StringComparison.Ordinal);
        Assert.Contains("expired 28 February", page, StringComparison.Ordinal);
        Assert.Contains("Old camp</bdi></span><span class=\"badge muted\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Forgotten camp", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_say_what_comes_next_and_a_method_why()
    {
        var member = await portal.AddMemberAsync();
        var ice = new Product { Name = "Ice", Currency = "NOK", Price = 45_000, VatRate = 0, Interval = BillingInterval.Month };
        var locker = new Product { Name = "Locker", Currency = "NOK", Price = 9_000, VatRate = 0, Interval = BillingInterval.Month };
        await portal.AddAsync(ice, locker);
        await portal.AddAsync(
            new Subscription { MemberId = member.Id, ProductId = ice.Id, Interval = BillingInterval.Month, StartsOn = new(2025, 10, 31) },
            new Subscription
            {
                MemberId = member.Id, ProductId = locker.Id, Interval = BillingInterval.Month, StartsOn = new(2025, 9, 1),
                CanceledOn = new(2026, 2, 10), PaidUntil = new(2026, 3, 15),
            },
            new PaymentMethod
            {
                MemberId = member.Id, Kind = PaymentMethodKind.Card, AddedAt = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                Brand = "mastercard", Last4 = "4444", ExpMonth = 3, ExpYear = 2026,
            },
            new MemberBalance { MemberId = member.Id, Currency = "NOK", Amount = 15_000 });

        var page = await HomeOfAsync(member);

        Assert.Contains("next bill 31 March, 450.00 kr", page, StringComparison.Ordinal);
        Assert.Contains("yours until 14 March", page, StringComparison.Ordinal);
        Assert.Contains("Mastercard ···· 4444", page, StringComparison.Ordinal);
        Assert.Contains("Expires on 31 March.", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"sum\">150.00 kr</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_title_is_words_and_stays_in_its_place()
    {
        const string Title = "<script>alert(1)</script> \u202Eשלום 🎿";
        var member = await portal.AddMemberAsync();
        await portal.IssueInvoiceAsync(member, title: Title);
        using var visitor = await portal.SignedInAsync(member);

        using var answer = await visitor.GetAsync("/");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains($"<bdi>{Title}</bdi>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Years_of_old_invoices_cost_no_more_questions()
    {
        var member = await portal.AddMemberAsync();
        var product = new Product { Name = "Ice", Currency = "NOK", Price = 45_000, VatRate = 0 };
        await portal.AddAsync(product);
        await portal.IssueInvoiceAsync(member);
        using var visitor = await portal.SignedInAsync(member);
        await visitor.ReadAsync("/");
        var (few, fewBytes) = await QuestionsAsync(visitor);

        for (var i = 0; i < 30; i++)
        {
            var old = await BillAsync(member, product, new(2020, 1, 1), new(2020, 12, 31));
            await portal.ChangeAsync(old, invoice => invoice.Received = invoice.Total);
        }

        var (many, manyBytes) = await QuestionsAsync(visitor);
        Assert.Equal(5, few);   // whose session it is, and four for the page
        Assert.Equal(few, many);
        Assert.InRange(manyBytes, fewBytes - 500, fewBytes + 500);
    }

    [Fact]
    public async Task Staff_who_are_no_members_go_to_the_desk()
    {
        using var visitor = await portal.SignedInAsync(Role.Seller);

        using var answer = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
    }

    private async Task<(int Count, int Length)> QuestionsAsync(Visitor visitor)
    {
        var before = portal.Commands.Count;
        var page = await visitor.ReadAsync("/");
        return (portal.Commands.Count - before, page.Length);
    }

    private async Task<string> HomeOfAsync(Member member)
    {
        using var visitor = await portal.SignedInAsync(member);
        return (await visitor.ReadAsync("/")).Replace('\u00A0', ' ');
    }

    private async Task AssignAsync(Member member, string name, DateOnly? until)
    {
        var product = new Product { Name = name, Currency = "NOK", Price = 10_000, VatRate = 0 };
        await portal.AddAsync(product);
        await portal.AddAsync(new ProductAssignment
        {
            MemberId = member.Id,
            ProductId = product.Id,
            AssignedAt = portal.Clock.GetUtcNow().UtcDateTime,
            ValidUntil = until,
        });
    }

    private async Task<Invoice> BillAsync(Member member, Product product, DateOnly from, DateOnly until)
    {
        var invoice = new Invoice
        {
            MemberId = member.Id,
            Title = product.Name,
            Currency = "NOK",
            CreatedAt = portal.Clock.GetUtcNow().UtcDateTime,
            DueOn = Today.AddDays(14),
        };
        invoice.Add(new InvoiceLine
        {
            Position = 1,
            Description = product.Name,
            ProductId = product.Id,
            Quantity = 1,
            UnitPrice = product.Price,
            Amount = product.Price,
            VatRate = 0,
            Vat = 0,
            CoversFrom = from,
            CoversUntil = until,
        });
        await portal.AddAsync(invoice);
        await portal.RunAsync<MemberPortal.Web.Features.Invoices.IssueInvoice>(issue => issue.RunAsync(invoice.Id, default));
        return invoice;
    }
}

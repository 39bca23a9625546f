using System.Text.RegularExpressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.Desk;

/// <summary>Whom and what the desk finds, by whatever somebody remembers and whichever keys they have.</summary>
public sealed partial class FindingTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    [Theory]
    [InlineData("Åse Bjørnstad-O’Brien", "åse|Ase|ASE|bjø|bjo|BJORNSTAD|obr|O'Brien|o’brien åse", "brien")]
    [InlineData("Ольга Смирнова", "оль|СМИРН|smir|Olga Smirnova|смирнова ольга|olg", "мирнова")]
    [InlineData("Émile Lefèvre", "emi|ÉMILE|lefe|lefèvre emile|E\u0301mile", "mile")]
    [InlineData("Jürgen Groß", "jur|JÜRGEN|gross|groß|Gross Jurgen", "jurgen nord")]
    [InlineData("عائشة محمد", "عائشة|محمد|عاي", "ائشة")]
    public async Task By_the_beginnings_of_any_words_of_a_name(string name, string queries, string otherwise)
    {
        var member = await portal.AddMemberAsync(name, email: null);
        using var seller = await portal.SignedInAsync(Role.Seller);

        foreach (var query in queries.Split('|'))
            Assert.Contains(member.Number, MembersIn(await seller.ReadAsync($"/desk?q={Uri.EscapeDataString(query)}")));

        Assert.Empty(MembersIn(await seller.ReadAsync($"/desk?q={Uri.EscapeDataString(otherwise)}")));
    }

    [Fact]
    public async Task By_number_by_address_and_by_its_beginning()
    {
        var member = await portal.AddMemberAsync("Ingrid Li", email: "Ingrid.Li@Example.org");
        using var seller = await portal.SignedInAsync(Role.Seller);

        foreach (var query in (string[])[$"{member.Number}", $" {member.Number} ", "ingrid.li@example.org", "INGRID.LI@EX", " ingrid.li@"])
            Assert.Equal([member.Number], MembersIn(await seller.ReadAsync($"/desk?q={Uri.EscapeDataString(query)}")));

        Assert.Empty(MembersIn(await seller.ReadAsync("/desk?q=li%40example.org")));
    }

    [Fact]
    public async Task An_invoice_by_its_number_and_by_its_KID_with_spaces_or_without()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        using var seller = await portal.SignedInAsync(Role.Seller);

        foreach (var query in (string[])[invoice.Number!, $" {invoice.Number} ", invoice.Kid!, $"{invoice.Kid![..4]} {invoice.Kid[4..8]} {invoice.Kid[8..]}"])
            Assert.Contains($"href=\"/claims/{invoice.Id}\"", await seller.ReadAsync($"/desk?q={Uri.EscapeDataString(query)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_with_what_they_owe_the_most_urgent_first_and_what_is_paid_not()
    {
        var member = await portal.AddMemberAsync("Urgent Payer");
        var later = await portal.IssueInvoiceAsync(member, [30_000], title: "Later");
        var late = await portal.IssueInvoiceAsync(member, [50_000], title: "Late");
        await portal.ChangeAsync(late, i => i.DueOn = new(2026, 2, 1));
        var paid = await portal.IssueInvoiceAsync(member, title: "Paid");
        await portal.RecordAsync(paid, 120_000);
        using var seller = await portal.SignedInAsync(Role.Seller);

        var page = await seller.ReadAsync("/desk?q=urgent");

        Assert.Equal([late.Id, later.Id], Claims().Matches(page).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("800.00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Nobody and nothing found.")]
    [InlineData("sv", "hittades")]
    [InlineData("ru", "не найдено")]
    public async Task Nobody_found_is_said_in_words(string language, string words)
    {
        using var seller = await portal.SignedInAsync(Role.Seller, language);

        foreach (var query in (string[])["xyzzy", "%", "_", "* OR 1=1", "99999999999999999999999999", "🏒"])
            Assert.Contains(words, await seller.ReadAsync($"/desk?q={Uri.EscapeDataString(query)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_page_of_namesakes_asks_for_another_letter()
    {
        for (var i = 0; i < 11; i++)
            await portal.AddMemberAsync($"Zebedeus {(char)('A' + i)}sen", email: null);
        using var seller = await portal.SignedInAsync(Role.Seller);

        var many = await seller.ReadAsync("/desk?q=zebed");
        var one = await seller.ReadAsync("/desk?q=zebed+bsen");

        Assert.Equal(10, MembersIn(many).Count);
        Assert.Contains("There are more. Type another letter.", many, StringComparison.Ordinal);
        Assert.Single(MembersIn(one));
        Assert.DoesNotContain("There are more.", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_in_its_field_however_long_it_was()
    {
        using var seller = await portal.SignedInAsync(Role.Seller);

        Assert.Contains("value=\"nord\"", await seller.ReadAsync("/desk?q=nord"), StringComparison.Ordinal);
        Assert.Contains("Nobody and nothing found.", await seller.ReadAsync($"/desk?q={new string('x', 3_000)}"), StringComparison.Ordinal);
    }

    private static List<int> MembersIn(string page) =>
        [.. Members().Matches(page).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct()];

    [GeneratedRegex("href=\"/members/([0-9]+)\"")]
    private static partial Regex Members();

    [GeneratedRegex("href=\"/claims/([0-9]+)\"")]
    private static partial Regex Claims();
}

using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.Desk;

public sealed class DeskTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    [Theory]
    [InlineData(Role.Seller)]
    [InlineData(Role.Admin)]
    public async Task Staff_see_what_is_owed_late_and_received(string role)
    {
        var member = await portal.AddMemberAsync("Ola <b>Hansen</b>");
        var late = await portal.IssueInvoiceAsync(member, [60_000]);
        await portal.ChangeAsync(late, i => i.DueOn = new(2026, 2, 27));
        await portal.AddAsync(new Payment
        {
            Source = $"cash:{Guid.NewGuid():N}",
            MemberId = member.Id,
            Currency = "NOK",
            Amount = 12_300,
            Way = PaymentWay.Cash,
            ReceivedAt = portal.Clock.GetUtcNow().UtcDateTime,
            ReceiptNumber = $"R{Guid.NewGuid():N}",
        });
        using var visitor = await portal.SignedInAsync(role);

        using var answer = await visitor.GetAsync("/desk");
        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);

        Assert.Contains(late.Number!, page, StringComparison.Ordinal);
        Assert.Contains("was due 27 February", page, StringComparison.Ordinal);
        Assert.Contains("today, cash", page, StringComparison.Ordinal);
        Assert.Equal(30, page.Split("<rect ").Length - 1);
        Assert.DoesNotContain("<b>Hansen", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_have_no_business_there()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddMemberAsync());

        using var answer = await visitor.GetAsync("/desk");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("This page is not yours to open", await answer.TextAsync(), StringComparison.Ordinal);
    }
}

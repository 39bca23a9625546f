using System.Net;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.PayingByLink;

/// <summary>How long a pay link works, and what is said once it does not.</summary>
public sealed class PayLinkLifeTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    [Fact]
    public async Task Unknown_expired_and_void_are_answered_alike_to_looking_and_to_paying()
    {
        var member = await portal.AddMemberAsync();
        var (voided, expired) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member));
        var paths = new[] { voided, expired }.Select(i => portal.PayLinkOfAsync(i).GetAwaiter().GetResult().AbsolutePath)
            .Concat(["/pay/nonsense", $"/pay/{new string('A', 43)}", $"/pay/{new string('A', 2000)}", "/pay/%F0%9F%92%A9"]).ToList();
        await portal.ChangeAsync(voided, i => i.VoidedOn = i.IssuedOn);
        portal.Clock.Advance(TimeSpan.FromDays(90) + TimeSpan.FromSeconds(1));
        var live = (await portal.PayLinkOfAsync(await portal.IssueInvoiceAsync(member))).AbsolutePath;

        var answers = new List<string>();
        foreach (var path in paths)
        {
            using var stranger = new Visitor(portal.Address);
            using var head = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative)));
            using var seen = await stranger.GetAsync(path);
            using var tapped = await stranger.PostAsync(live, path, ("Email", "payer@example.org"));
            Assert.Equal(
                (HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone), (head.StatusCode, seen.StatusCode, tapped.StatusCode));
            answers.Add(await OfAsync(seen) + await OfAsync(tapped));
        }

        Assert.Single(answers.Distinct());
        Assert.Contains("This pay link does not work", answers[0], StringComparison.Ordinal);
        Assert.Empty(await portal.AttemptsAsync(voided));
        Assert.Empty(await portal.AttemptsAsync(expired));
    }

    [Fact]
    public async Task A_link_opens_its_invoice_for_ninety_days_and_each_mail_has_one_of_its_own()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        var link = await portal.PayLinkOfAsync(invoice);
        using var stranger = new Visitor(portal.Address);

        portal.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Contains(invoice.Number!, await stranger.ReadAsync(link.PathAndQuery), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await stranger.GetAsync(link.PathAndQuery);

        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.NotEqual(link, await portal.PayLinkOfAsync(await portal.IssueInvoiceAsync(await portal.AddMemberAsync())));
    }

    /// <summary>All of an answer but when it was made, and what opens a form.</summary>
    private static async Task<string> OfAsync(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "X-Correlation-Id"));
        return string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))
            + await answer.Content.ReadAsStringAsync();
    }
}

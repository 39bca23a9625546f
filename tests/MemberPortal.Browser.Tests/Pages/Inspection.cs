using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace MemberPortal.Browser.Tests.Pages;

/// <summary>
/// What every page must be (9-look.md, 5-quality.md): without a violation of WCAG 2.0 to 2.2, A and AA, in both themes; no
/// wider than 320 pixels; without a complaint of the browser; and served by nobody but ourselves.
/// </summary>
internal static class Inspection
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly AxeRunOptions Wcag = new()
    {
        Iframes = false,   // no script runs in the frame of a mail, and axe would wait for it for ever
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] },
    };

    /// <summary>Fails with all that is wrong with the page in front of the person.</summary>
    public static async Task InspectAsync(this Phone phone)
    {
        var page = phone.Page;
        var size = page.ViewportSize!;

        // As high as the page: what the sticky button hides just now, a person scrolls to.
        await page.SetViewportSizeAsync(size.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        var faults = await ViolationsAsync(page);

        await page.SetViewportSizeAsync(320, size.Height);
        var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (excess > 0)
            faults.Add($"scrolls sideways at 320 pixels, by {excess}");
        await page.SetViewportSizeAsync(size.Width, size.Height);

        var strangers = await page.EvaluateAsync<string[]>(
            "() => performance.getEntriesByType('resource').map(r => r.name).filter(name => new URL(name).origin !== location.origin)");
        faults.AddRange(strangers.Select(address => $"loads {address}"));
        faults.AddRange(phone.TakeComplaints());

        Assert.True(faults.Count == 0, $"{page.Url}\n{string.Join('\n', faults)}");
    }

    /// <summary>Fails with the violations in the mail in front of the person, which no script reaches in its frame.</summary>
    public static async Task InspectMailAsync(this Phone phone)
    {
        var body = await phone.Page.APIRequest.GetAsync($"{phone.Page.Url}/body");
        var mail = await phone.Page.Context.NewPageAsync();
        await mail.SetContentAsync(await body.TextAsync());
        var faults = await ViolationsAsync(mail);
        await mail.CloseAsync();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<List<string>> ViolationsAsync(IPage page)
    {
        var violations = new List<string>();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var result = await page.RunAxe(Wcag).WaitAsync(Patience);
            violations.AddRange(
                from violation in result.Violations
                from node in violation.Nodes
                let reasons = node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message)
                select $"{theme}: {violation.Id}, {violation.Help}: {node.Html} {string.Join("; ", reasons)}");
        }

        return violations;
    }
}

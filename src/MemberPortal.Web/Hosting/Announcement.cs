using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Hosting;

/// <summary>What the operator reads at start: where everything is, and in the demo how to get in.</summary>
internal static class Announcement
{
    public static string Of(RunningPortal portal)
    {
        var file = portal.App.Services.GetRequiredService<PortalFile>();
        var texts = portal.App.Services.GetRequiredService<IStringLocalizer<Texts>>();
        using var _ = Language.Of("en").Use();
        var lines = new List<string>
        {
            "",
            $"  MemberPortal   {portal.Address}",
            $"  Database       {file.Path}",
        };
        if (portal.Sandbox is not null)
        {
            lines.AddRange(
            [
                $"  Mailbox        {new Uri(portal.Address, "/demo/mailbox")}",
                $"  Stripe sandbox {new Uri(portal.Sandbox.Address, "/_sandbox")}",
                "",
                "  A demo: no real money, no real mail. Start over with: -- --fresh-demo",
                $"  Sign in with the password \"{DemoAccounts.Password}\" as one of",
                "",
                .. DemoAccounts.All.Select(account => $"    {account.Email,-20} {account.Language}   {texts[account.Shows]}"),
            ]);
        }

        return string.Join(Environment.NewLine, [.. lines, ""]);
    }
}

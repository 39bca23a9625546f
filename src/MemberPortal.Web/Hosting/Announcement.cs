using System.Text;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;

namespace MemberPortal.Web.Hosting;

/// <summary>What the operator reads at start: where everything is, and in the demo how to get in.</summary>
internal static class Announcement
{
    public static string Of(RunningPortal portal)
    {
        var file = portal.App.Services.GetRequiredService<PortalFile>();
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine($"  MemberPortal   {portal.Address}")
            .AppendLine($"  Database       {file.Path}");
        if (portal.Sandbox is null)
            return text.ToString();

        text.AppendLine($"  Mailbox        {new Uri(portal.Address, "/demo/mailbox")}")
            .AppendLine($"  Stripe sandbox {new Uri(portal.Sandbox.Address, "/_sandbox")}")
            .AppendLine()
            .AppendLine($"  A demo: no real money, no real mail. Start over with: -- --fresh-demo")
            .AppendLine($"  Sign in with the password \"{DemoAccounts.Password}\" as one of")
            .AppendLine();
        foreach (var account in DemoAccounts.All)
            text.AppendLine($"    {account.Email,-20} {account.Language}   {account.Shows["Demo.".Length..]}");

        return text.ToString();
    }
}

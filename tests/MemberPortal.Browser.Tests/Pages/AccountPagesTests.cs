using MemberPortal.Browser.Tests.Support;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Localization;
using Microsoft.Playwright;

namespace MemberPortal.Browser.Tests.Pages;

/// <summary>The pages of the demo's accounts, who between them have everything in every status.</summary>
[Collection(SharedDemo.Name)]
public sealed class AccountPagesTests(DemoPortal demo)
{
    public static TheoryData<string> Members => [.. NamesWhere(account => !IsStaff(account))];

    public static TheoryData<string> Staff => [.. NamesWhere(IsStaff)];

    /// <summary>Each mail in one of the languages, so that each language has its turn.</summary>
    public static TheoryData<string> Mails =>
        [.. MailSamples.All.Zip(Enumerable.Repeat(Language.All, MailSamples.All.Count).SelectMany(all => all), (mail, language) => $"{mail.Name}/{language.Code}")];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_home_page_is_as_it_must_be(string account)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync("/");
        await phone.InspectAsync();
    }

    [Theory]
    [InlineData("emma", "/invoices")]
    [InlineData("olga", "/invoices")]
    [InlineData("emma", "/receipts")]
    [InlineData("luc", "/receipts")]
    public async Task A_list_is_as_it_must_be(string account, string path)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync(path);
        await phone.InspectAsync();
    }

    [Theory]
    [InlineData("/invoices")]
    [InlineData("/receipts")]
    public async Task One_page_of_each_look_in_the_lists_is_as_it_must_be(string list)
    {
        var seen = new HashSet<string>();
        foreach (var account in NamesWhere(account => !IsStaff(account)))
        {
            await using var phone = await demo.PhoneOfAsync(account);
            await phone.Page.GotoAsync(list);
            foreach (var (look, address) in await LooksAsync(phone))
            {
                if (!seen.Add(look))
                    continue;

                await phone.Page.GotoAsync(address);
                await phone.InspectAsync();
            }
        }

        Assert.True(seen.Count >= 2, string.Join(' ', seen));
    }

    [Theory]
    [MemberData(nameof(Staff))]
    public async Task The_desk_is_as_it_must_be(string account)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync("/desk");
        await phone.InspectAsync();

        await phone.Page.SetViewportSizeAsync(1280, 800);
        await phone.InspectAsync();
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_member_at_the_desk_is_as_they_must_be(string account)
    {
        await using var phone = await demo.PhoneOfAsync("selger");
        await phone.Page.GotoAsync($"/desk?q={account}@example.org");
        await phone.InspectAsync();

        await phone.Page.Locator("main a[href^='/members/']").First.ClickAsync();
        await phone.Page.WaitForURLAsync("**/members/*");
        await phone.InspectAsync();
        await phone.Page.SetViewportSizeAsync(1280, 800);
        await phone.InspectAsync();
    }

    [Fact]
    public async Task One_invoice_of_each_look_at_the_desk_is_as_it_must_be()
    {
        var seen = new HashSet<string>();
        await using var phone = await demo.PhoneOfAsync("selger");
        foreach (var account in NamesWhere(account => !IsStaff(account)))
        {
            await phone.Page.GotoAsync($"/desk?q={account}@example.org");
            await phone.Page.Locator("main a[href^='/members/']").First.ClickAsync();
            await phone.Page.WaitForURLAsync("**/members/*");
            foreach (var (look, address) in await LooksAsync(phone))
            {
                if (!address.StartsWith("/claims/", StringComparison.Ordinal) || !seen.Add(look))
                    continue;

                await phone.Page.GotoAsync(address);
                await phone.InspectAsync();
                await phone.Page.GoBackAsync();
            }
        }

        Assert.True(seen.Count >= 4, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("/proof")]
    [InlineData("/runs")]
    [InlineData("/settings")]
    [InlineData("/audit")]
    [InlineData("/mails")]
    [InlineData("/mails?state=failed")]
    [InlineData("/mails/preview")]
    public async Task A_page_of_the_administrator_is_as_it_must_be(string path)
    {
        await using var phone = await demo.PhoneOfAsync("admin");
        await phone.Page.GotoAsync(path);
        await phone.InspectAsync();

        await phone.Page.SetViewportSizeAsync(1280, 800);
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_setting_that_was_refused_and_a_job_that_ran_are_as_they_must_be()
    {
        await using var phone = await demo.PhoneOfAsync("admin");
        await phone.Page.GotoAsync("/settings");
        await phone.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
        await phone.Page.GetByLabel(phone.Words["Settings.Invoicing.DraftMinutes"]).FillAsync("99999");
        await phone.Button("Settings.Save").ClickAsync();
        await phone.Page.Locator("[aria-invalid=true]").WaitForAsync();
        await phone.InspectAsync();

        await phone.Page.GotoAsync("/runs");
        await phone.Button("Runs.Now").First.ClickAsync();
        await phone.Page.GetByRole(AriaRole.Status).First.WaitForAsync();
        await phone.InspectAsync();
    }

    [Fact]
    public async Task Pausing_the_reminders_of_an_invoice_is_as_it_must_be()
    {
        await using var phone = await demo.PhoneOfAsync("selger");
        await phone.Page.GotoAsync("/desk?q=olga@example.org");
        await phone.Page.Locator("main a[href^='/claims/']").First.ClickAsync();
        await phone.Link("Pause.Title").ClickAsync();
        await phone.Page.GetByLabel(phone.Words["Pause.Day"], new() { Exact = true }).WaitForAsync();
        await phone.InspectAsync();

        await phone.Page.GetByLabel(phone.Words["Pause.Day"], new() { Exact = true }).FillAsync("2099-12-31");
        await phone.Button("Pause.Button").ClickAsync();
        await phone.Button("Pause.End").WaitForAsync();
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_mail_of_the_log_and_the_answer_to_sending_it_again_are_as_they_must_be()
    {
        await using var phone = await demo.PhoneOfAsync("admin");
        await phone.Page.GotoAsync("/mails?state=sent");
        var notices = phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Visa" });
        await phone.ReloadUntilVisibleAsync(notices, TimeSpan.FromMinutes(1));
        await notices.First.GetByRole(AriaRole.Link).ClickAsync();
        await phone.Page.Locator("iframe.mail").WaitForAsync();
        await phone.InspectAsync();
        await phone.InspectMailAsync();

        await phone.Button("MailLog.SendAgain").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status).WaitForAsync();
        await phone.InspectAsync();
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task A_mail_to_look_at_is_as_it_must_be(string mail)
    {
        await using var phone = await demo.PhoneOfAsync("admin");
        await phone.Page.GotoAsync($"/mails/preview/{mail}");
        await phone.InspectAsync();
        await phone.InspectMailAsync();
    }

    [Theory]
    [InlineData("kari")]
    [InlineData("selger")]
    public async Task The_profile_and_its_answers_are_as_they_must_be(string account)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync("/profile");
        await phone.InspectAsync();

        await phone.Page.GetByLabel(phone.Words["Profile.PasswordNow"]).FillAsync("not mine at all");
        await phone.Page.GetByLabel(phone.Words["Profile.NewPassword"]).FillAsync("password");
        await phone.Button("Profile.ChangePassword").ClickAsync();
        await phone.Page.Locator("[aria-invalid=true]").First.WaitForAsync();
        await phone.InspectAsync();
    }

    [Fact]
    public async Task An_open_menu_is_as_it_must_be()
    {
        await using var phone = await demo.PhoneOfAsync("olga");
        await phone.Page.GotoAsync("/");
        await phone.Page.GetByRole(AriaRole.Banner).GetByText("Ольга Смирнова").First.ClickAsync();
        await phone.Link("Layout.Profile").WaitForAsync();
        await phone.InspectAsync();
    }

    /// <summary>The rows of the list in front of us, by the icons of their badges, which are the same in all languages.</summary>
    private static async Task<IReadOnlyList<(string Look, string Address)>> LooksAsync(Phone phone)
    {
        var rows = await phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).AllAsync();
        var looks = new List<(string, string)>();
        foreach (var row in rows)
        {
            var badges = await row.Locator(".badge use").EvaluateAllAsync<string[]>("all => all.map(use => use.getAttribute('href').split('#')[1])");
            looks.Add((string.Join(' ', badges), (await row.GetAttributeAsync("href"))!));
        }

        return looks;
    }

    private static IEnumerable<string> NamesWhere(Func<DemoAccount, bool> isWanted) =>
        DemoAccounts.All.Where(isWanted).Select(account => account.Email.Split('@')[0]);

    private static bool IsStaff(DemoAccount account) => account.Shows is "Demo.Seller" or "Demo.Admin";
}

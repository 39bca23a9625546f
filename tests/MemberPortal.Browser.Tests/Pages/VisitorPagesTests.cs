using System.Text.RegularExpressions;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Pages;

/// <summary>What is open to all: the way in and what can go wrong there, the demo's own pages, and every kind of error.</summary>
[Collection(SharedDemo.Name)]
public sealed class VisitorPagesTests(DemoPortal demo)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?language=ru")]
    [InlineData("/forgot-password")]
    [InlineData("/set-password/used-up")]
    [InlineData("/pay/mistyped")]
    [InlineData("/r/mistyped")]
    [InlineData("/demo/accounts")]
    [InlineData("/demo/mailbox")]
    [InlineData("/demo/clock")]
    public async Task A_page_open_to_all_is_as_it_must_be(string path)
    {
        await using var phone = await demo.PhoneOfAsync(null);
        await phone.Page.GotoAsync(path);
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_sign_in_that_failed_is_as_it_must_be()
    {
        await using var phone = await demo.PhoneOfAsync(null);
        await phone.Page.GotoAsync("/sign-in");
        await phone.Page.GetByLabel(phone.Words["SignIn.Email"]).FillAsync("nobody@example.org");
        await phone.Page.GetByLabel(phone.Words["SignIn.Password"]).FillAsync("not a password of anybody");
        await phone.Button("SignIn.SignIn").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(phone.Words["SignIn.NoMatch"]);
        await phone.InspectAsync();
    }

    [Fact]
    public async Task A_sign_in_with_empty_fields_is_as_it_must_be()
    {
        await using var phone = await demo.PhoneOfAsync(null);
        await phone.Page.GotoAsync("/sign-in");
        await phone.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
        await phone.Button("SignIn.SignIn").ClickAsync();
        await Expect(phone.Page.GetByText(phone.Words["SignIn.EmailMissing"])).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText(phone.Words["SignIn.PasswordMissing"])).ToBeVisibleAsync();
        await phone.InspectAsync();
    }

    [Fact]
    public async Task The_way_to_a_new_password_is_as_it_must_be()
    {
        await using var phone = await demo.PhoneOfAsync(null);
        await phone.Page.GotoAsync("/forgot-password");
        await phone.Page.GetByLabel(phone.Words["SignIn.Email"]).FillAsync("emma@example.org");
        await phone.Button("Forgot.Send").ClickAsync();
        await Expect(phone.Heading).ToHaveTextAsync(phone.Words["Forgot.Sent"]);
        await phone.InspectAsync();

        await phone.Page.GotoAsync("/demo/mailbox");
        await phone.Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = "emma@example.org" })
            .Filter(new() { HasText = phone.Words.OfMail("Reset.Subject") })
            .GetByRole(AriaRole.Link)
            .ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex(@"/demo/mailbox/\d+$"));
        await phone.InspectAsync();
        await phone.InspectMailAsync();

        await phone.Page.FrameLocator("iframe")
            .GetByRole(AriaRole.Link, new() { Name = phone.Words.OfMail("Reset.Button") })
            .ClickAsync();
        await Expect(phone.Page.GetByLabel(phone.Words["SignIn.Password"])).ToBeVisibleAsync();
        await phone.InspectAsync();
    }

    [Theory]
    [InlineData(null, "/demo/mailbox/0", 404)]
    [InlineData("kari", "/nothing-here", 404)]
    [InlineData("kari", "/invoices/2020-00001", 404)]
    [InlineData("kari", "/desk", 403)]
    public async Task An_error_page_is_as_it_must_be(string? account, string path, int status)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        var answer = await phone.Page.GotoAsync(path);
        Assert.Equal(status, answer!.Status);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link)).ToBeVisibleAsync();
        await phone.InspectAsync();
    }
}

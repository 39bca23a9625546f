using MemberPortal.Browser.Tests.Support;
using MemberPortal.Screenshots;
using Microsoft.Playwright;

// The README's pictures: the real pages of a fresh demo, as a phone shows them. The one argument is the folder.
var folder = args[0];
var demo = new DemoPortal();
await demo.InitializeAsync();
try
{
    await using (var kari = await demo.PhoneOfAsync("kari", scale: 2))
    {
        await kari.Page.GotoAsync("/");
        await TakeAsync(kari, "home");
        await kari.Page.Locator("main .rows a").First.ClickAsync();
        await kari.Button("Pay.Button").WaitForAsync();
        await TakeAsync(kari, "invoice");
        await kari.Button("Pay.Button").ClickAsync();
        await kari.FillInCardAsync(ProviderStand.GoodCard);
        await TakeAsync(kari, "provider");
        await kari.ProviderPay.ClickAsync();
        await kari.Link("Return.Done").WaitForAsync();
        await TakeAsync(kari, "paid");
        await kari.Link("Receipt.Show").ClickAsync();
        await kari.Link("Layout.Receipts").First.WaitForAsync();
        await TakeAsync(kari, "receipt");
        await kari.Page.GotoAsync("/demo/mailbox");
        await kari.Page.Locator("main .rows a").First.ClickAsync();
        await kari.Page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = kari.Words.OfMail("Mail.Receipt.Button") }).WaitForAsync();
        await TakeAsync(kari, "mailbox");
    }

    await TakeHomeAsync("anna", "home-dark", ColorScheme.Dark);
    await TakeHomeAsync("olga", "home-ru-dark", ColorScheme.Dark);

    await using var desk = await demo.PhoneOfAsync("selger");
    await desk.Page.SetViewportSizeAsync(1280, 800);
    await desk.Page.GotoAsync("/desk");
    await TakeAsync(desk, "desk");
}
finally
{
    await demo.DisposeAsync();
}

async Task TakeHomeAsync(string account, string name, ColorScheme theme)
{
    await using var phone = await demo.PhoneOfAsync(account, theme, scale: 2);
    await phone.Page.GotoAsync("/");
    await TakeAsync(phone, name);
}

async Task TakeAsync(Phone phone, string name) =>
    await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), SmallPng.Of(await phone.Page.ScreenshotAsync()));

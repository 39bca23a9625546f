using System.Collections.Concurrent;
using MemberPortal.Web.Features.Demo;
using Microsoft.Playwright;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>A portal with the demo's members and their two years of history. It is ten o'clock: reminders have just left.</summary>
public sealed class DemoPortal : PortalProcess
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _cookies = new();

    /// <summary>The phone of one of the demo's accounts (its name without the address's end), signed in; null for a visitor.</summary>
    internal async Task<Phone> PhoneOfAsync(string? account, ColorScheme theme = ColorScheme.Light, int scale = 1)
    {
        var language = account is null ? "en" : DemoAccounts.All.Single(a => a.Email == EmailOf(account)).Language;
        return await OpenAsync(language, new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            DeviceScaleFactor = scale,
            IsMobile = true,
            HasTouch = true,
            ColorScheme = theme,
            StorageState = account is null ? null : await _cookies.GetOrAdd(account, a => new(() => SignInAsync(a, language))).Value,
        });
    }

    private async Task<string> SignInAsync(string account, string language)
    {
        await using var phone = await PhoneAsync(language);
        await phone.SignInAsync(EmailOf(account), DemoAccounts.Password);
        return await phone.Page.Context.StorageStateAsync();
    }

    private static string EmailOf(string account) => $"{account}@example.org";
}

using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Settings;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Operations;

public sealed class SettingsTests : IAsyncLifetime
{
    private readonly SignInPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_change_is_in_force_at_once_outlives_a_restart_and_is_noted()
    {
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));

        using var answer = await PostAsync(admin, ("Invoicing.DraftMinutes", "45"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(45, DraftMinutes);
        Assert.Contains("Saved, and in force.", await admin.ReadAsync("/settings"), StringComparison.Ordinal);
        var entry = await _portal.WithDbAsync(db => db.AuditLog.AsNoTracking().SingleAsync());
        Assert.Equal((AuditAct.SettingChanged, "Invoicing:DraftMinutes 60 → 45", "Kari Nordmann"), (entry.What, entry.Detail, entry.By));

        await _portal.RestartAsync();
        Assert.Equal(45, DraftMinutes);
    }

    [Fact]
    public async Task A_draft_leaves_by_the_new_number()
    {
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync());
        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await _portal.RunJobAsync<Web.Features.Invoices.IssueDueDrafts>();
        Assert.Null((await _portal.InvoiceAsync(draft.Id)).Number);

        (await PostAsync(admin, ("Invoicing.DraftMinutes", "30"))).Dispose();
        await _portal.RunJobAsync<Web.Features.Invoices.IssueDueDrafts>();

        Assert.NotNull((await _portal.InvoiceAsync(draft.Id)).Number);
    }

    [Theory]
    [InlineData("Invoicing.QuietFromHour", "24", "A whole number from 0 to 23, please. Nothing was saved.")]
    [InlineData("Invoicing.QuietFromHour", "-1", "A whole number from 0 to 23, please. Nothing was saved.")]
    [InlineData("SignIn.ResetLinkMinutes", "", "A whole number from 1 to 60, please. Nothing was saved.")]
    [InlineData("SignIn.InvitationDays", "7.5", "A whole number from 1 to 30, please. Nothing was saved.")]
    [InlineData("SignIn.InvitationDays", "99999999999", "A whole number from 1 to 30, please. Nothing was saved.")]
    public async Task A_number_out_of_its_range_is_refused_beside_it_and_nothing_is_saved(string field, string typed, string problem)
    {
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));

        using var answer = await PostAsync(admin, (field, typed), ("Invoicing.DraftMinutes", "1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal("true", page.GetElementById(field)!.GetAttribute("aria-invalid"));
        Assert.Equal(typed, page.GetElementById(field)!.GetAttribute("value"));
        Assert.Equal(problem, page.GetElementById($"{field}-error")!.TextContent);
        Assert.Equal(60, DraftMinutes);
        Assert.False(await _portal.WithDbAsync(db => db.Settings.AnyAsync()));
    }

    [Fact]
    public async Task Whoever_saves_an_old_page_undoes_nothing_of_another()
    {
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));
        using var other = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));
        var token = await other.TokenAsync("/settings");
        var old = Fields(("Invoicing.MinimumDaysToPay", "3"));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        (await PostAsync(admin, ("Invoicing.DraftMinutes", "45"))).Dispose();

        using var answer = await other.PostWithTokenAsync(token, "/settings", [.. old, ("seen", "0")]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Somebody else changed the settings meanwhile.", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(45, DraftMinutes);
        Assert.Equal(7, _portal.Services.GetRequiredService<IOptionsMonitor<InvoicingOptions>>().CurrentValue.MinimumDaysToPay);
    }

    [Fact]
    public async Task Another_process_hears_of_it_and_no_row_names_a_secret()
    {
        var elsewhere = new DatabaseSettings(_portal.Services.GetRequiredService<PortalFile>(), new HashSet<string> { "Invoicing:DraftMinutes" });
        var there = new ConfigurationBuilder().Add(elsewhere).Build();
        await _portal.WithDbAsync(async db =>
        {
            var now = _portal.Clock.GetUtcNow().UtcDateTime;
            db.Settings.Add(new Setting { Key = "Invoicing:DraftMinutes", Value = "45", ChangedAt = now });
            db.Settings.Add(new Setting { Key = "Stripe:ApiBase", Value = "https://evil.example", ChangedAt = now });
            await db.SaveChangesAsync();
        });
        var told = 0;
        using var _ = Microsoft.Extensions.Primitives.ChangeToken.OnChange(there.GetReloadToken, () => told++);

        elsewhere.Reload();
        elsewhere.Reload();

        Assert.Equal(("45", null, 1), (there["Invoicing:DraftMinutes"], there["Stripe:ApiBase"], told));
        _portal.Services.GetRequiredService<DatabaseSettings>().Reload();
        Assert.Equal(45, DraftMinutes);
        Assert.DoesNotContain("evil", _portal.Services.GetRequiredService<IConfiguration>()["Stripe:ApiBase"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_has_a_range_and_a_key_of_its_own_and_none_is_a_secret()
    {
        Assert.All(EditableSettings.All, setting => Assert.True(setting.Least < setting.Most, setting.Key));
        Assert.Equal(EditableSettings.All.Count, EditableSettings.All.Select(setting => setting.Key).Distinct().Count());
    }

    private int DraftMinutes => _portal.Services.GetRequiredService<IOptionsMonitor<InvoicingOptions>>().CurrentValue.DraftMinutes;

    /// <summary>The form as it stands on the page, with these typed over it.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Visitor admin, params (string, string)[] typed)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await admin.ReadAsync("/settings"));
        return await admin.PostAsync("/settings", [.. Fields(typed), ("seen", page.QuerySelector("[name=seen]")!.GetAttribute("value")!)]);
    }

    private static List<(string, string)> Fields(params (string Field, string Value)[] typed)
    {
        var standing = new ConfigurationBuilder().Build();
        var fields = EditableSettings.All.ToDictionary(s => s.Field, s => s.In(standing).ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (field, value) in typed)
            fields[field] = value;

        return [.. fields.Select(f => (f.Key, f.Value))];
    }
}

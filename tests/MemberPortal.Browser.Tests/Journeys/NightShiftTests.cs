using System.Globalization;
using MemberPortal.Browser.Tests.Pages;
using MemberPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Journeys;

/// <summary>What the portal does by itself, watched from a phone by moving the demo's clock. Each journey has a club of its own.</summary>
public sealed class NightShiftTests : IAsyncLifetime
{
    private const string OldCard = "Visa ···· 4242";
    private readonly NightShiftClub _club = new();

    public Task InitializeAsync() => _club.InitializeAsync();

    public Task DisposeAsync() => _club.DisposeAsync();

    [Fact]
    public async Task An_hour_later_a_draft_is_sent()
    {
        await using var phone = await _club.PhoneAsync("en");
        await Expect(await MailsAsync(phone, _club.Drafted, "Season fee 2026")).ToHaveCountAsync(1);

        await MoveByHourAsync(phone);
        await Expect(phone.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync($"{phone.Words["Job.IssueDueDrafts"]}: 1");
        await phone.InspectAsync();

        var mails = await MailsAsync(phone, _club.Drafted, "Season fee 2026");
        await Expect(mails).ToHaveCountAsync(2);
        await FollowAsync(phone, mails.First);
        await Expect(phone.Heading).ToContainTextAsync("1,200.00 kr");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(_club.Drafted.Invoice);
    }

    [Fact]
    public async Task Who_pays_by_the_link_of_a_reminder_gets_no_second_one()
    {
        var (payer, other) = (_club.Member("nb"), _club.Member("nb"));
        await using var phone = await _club.PhoneAsync("nb");
        await MoveToAsync(phone, (await TodayAsync(phone)).AddDays(18));   // due after fourteen days, reminded of after three more
        var reminders = await MailsAsync(phone, payer, phone.Words.OfMail("Mail.PastDue.First.Subject", "Season fee 2026"));
        await Expect(reminders).ToHaveCountAsync(1);

        await FollowAsync(phone, reminders);
        await Expect(phone.Heading).ToContainTextAsync("1 200,00 kr");
        await phone.InspectAsync();
        await phone.Page.GetByLabel(phone.Words["PayLink.Email"]).FillAsync("grandmother@example.org");
        await phone.Button("Pay.Button").ClickAsync();
        await phone.PayByCardAsync();
        await Expect(phone.Heading).ToContainTextAsync(phone.Words["Return.Paid"]);

        await MoveToAsync(phone, (await TodayAsync(phone)).AddDays(30));
        var (again, last) = (phone.Words.OfMail("Mail.PastDue.Again.Subject", ""), phone.Words.OfMail("Mail.PastDue.Last.Subject", ""));
        await Expect(await MailsAsync(phone, other, again)).ToHaveCountAsync(1);
        await Expect(await MailsAsync(phone, other, last)).ToHaveCountAsync(1);
        await Expect(await MailsAsync(phone, payer, again)).ToHaveCountAsync(0);
        await Expect(await MailsAsync(phone, payer, last)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_card_that_expires_is_told_of_once_and_not_who_has_replaced_it_meanwhile()
    {
        var (told, quick) = (_club.Member("en"), _club.Member("en"));
        await using var phone = await _club.PhoneAsync("en");
        var lastDay = EndOfMonth((await TodayAsync(phone)).AddDays(31));
        foreach (var person in (Person[])[told, quick])
        {
            await _club.OnFile.PutCardAsync(person);
            _club.OnFile.LetExpire(person, lastDay);
        }

        // Thirty days ahead at ten; the notices of the day that follows are written in its first hour and wait for eight.
        await MoveToAsync(phone, lastDay.AddDays(-30));
        for (var hour = 11; hour <= 25; hour++)
            await MoveByHourAsync(phone);
        await ExpectNoticeAsync(phone, told, "MailState.Waiting");
        await ExpectNoticeAsync(phone, quick, "MailState.Waiting");
        await using (var own = await _club.PhoneAsync("en"))
        {
            await own.SignInAsync(quick);
            await own.Page.GotoAsync("/payment-method");
            await own.InspectAsync();
            await ReplaceAsync(own);
        }

        for (var hour = 2; hour <= 9; hour++)
            await MoveByHourAsync(phone);
        await ExpectNoticeAsync(phone, quick, "MailState.Withdrawn");
        await ExpectNoticeAsync(phone, told, "MailState.Sent");

        await FollowAsync(phone, await MailsAsync(phone, told, OldCard));
        await phone.Page.GetByLabel(phone.Words["SignIn.Email"]).FillAsync(told.Email);
        await phone.Page.GetByLabel(phone.Words["SignIn.Password"]).FillAsync(SmallClub.Password);
        await phone.Button("SignIn.SignIn").ClickAsync();
        await ReplaceAsync(phone);

        await MoveToAsync(phone, lastDay.AddDays(2));
        await ExpectNoticeAsync(phone, quick, "MailState.Withdrawn");
        await ExpectNoticeAsync(phone, told, "MailState.Sent");
    }

    /// <summary>There is one mail about the old card, and it stands so.</summary>
    private static async Task ExpectNoticeAsync(Phone phone, Person person, string state)
    {
        var notices = await MailsAsync(phone, person, OldCard);
        await Expect(notices).ToHaveCountAsync(1);
        await Expect(notices).ToContainTextAsync(phone.Words[state]);
    }

    private static async Task ReplaceAsync(Phone phone)
    {
        await phone.Button("Method.Replace").ClickAsync();
        await phone.SaveCardAsync("5555 5555 5555 4444");
        await Expect(phone.Heading).ToHaveTextAsync($"{phone.Words["Setup.Done"]} Mastercard ···· 4444");
    }

    private static async Task<DateOnly> TodayAsync(Phone phone)
    {
        await phone.Page.GotoAsync("/demo/clock");
        var now = await phone.Page.Locator("main time").GetAttributeAsync("datetime");
        return DateOnly.FromDateTime(DateTime.Parse(now!, CultureInfo.InvariantCulture));
    }

    private static async Task MoveToAsync(Phone phone, DateOnly day)
    {
        await phone.Page.GotoAsync("/demo/clock");
        await phone.Page.GetByLabel(phone.Words["DemoClock.Date"], new() { Exact = true }).FillAsync(day.ToString("O", CultureInfo.InvariantCulture));
        await phone.Button("DemoClock.Go").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = phone.Words["DemoClock.Moved"] })).ToBeVisibleAsync();
    }

    private static async Task MoveByHourAsync(Phone phone)
    {
        await phone.Page.GotoAsync("/demo/clock");
        await phone.Button("DemoClock.Hour").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = phone.Words["DemoClock.Moved"] })).ToBeVisibleAsync();
    }

    private static async Task<ILocator> MailsAsync(Phone phone, Person to, string words)
    {
        await phone.Page.GotoAsync("/demo/mailbox");
        return phone.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = to.Email }).Filter(new() { HasText = words });
    }

    /// <summary>Opens a mail and goes where its button leads.</summary>
    private static async Task FollowAsync(Phone phone, ILocator mail)
    {
        await mail.GetByRole(AriaRole.Link).ClickAsync();
        await phone.InspectMailAsync();
        var button = phone.Page.FrameLocator("iframe").Locator("a.button");
        await phone.Page.GotoAsync(new Uri((await button.GetAttributeAsync("href"))!).PathAndQuery);
    }

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// A page in somebody's hand and the words of their language. What is tapped is found by role and name, so every journey
/// also reads the page as a screen reader does. It notes what a browser complains of and whom the pages ask.
/// </summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly HashSet<string> _documents = [];
    private readonly List<Uri> _requests = [];

    public Phone(IPage page, string language)
    {
        Page = page;
        Words = new Wording(language);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsStatusOfAPage(message))
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            _requests.Add(new(request.Url));
            if (request.IsNavigationRequest)
                _documents.Add(request.Url);
        };
    }

    public IPage Page { get; }
    public Wording Words { get; }

    /// <summary>Errors and warnings of the console: scripts that failed, what the content security policy refused.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public IReadOnlyList<Uri> Requests => _requests;

    /// <summary>What was complained of since the last time.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        string[] taken = [.. _complaints];
        _complaints.Clear();
        return taken;
    }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Button(string key) => Button(StartingWith(Words.Start(key)));

    public ILocator Link(string key) => Page.GetByRole(AriaRole.Link, new() { NameRegex = StartingWith(Words.Start(key)) });

    public ILocator Button(Regex name) => Page.GetByRole(AriaRole.Button, new() { NameRegex = name });

    public async Task SignInAsync(string email, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel(Words["SignIn.Email"]).FillAsync(email);
        await Page.GetByLabel(Words["SignIn.Password"]).FillAsync(password);
        await Button("SignIn.SignIn").ClickAsync();
        await Expect(Page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }

    public Task SignInAsync(Person person) => SignInAsync(person.Email, SmallClub.Password);

    /// <summary>From the invoice to the provider's page.</summary>
    public async Task OpenPaymentPageAsync(Person person)
    {
        await Page.GotoAsync($"/invoices/{person.Invoice}");
        await Button("Pay.Button").ClickAsync();
        await Expect(ProviderPay).ToBeVisibleAsync();
    }

    /// <summary>The button of the provider's page.</summary>
    public ILocator ProviderPay => Page.GetByRole(AriaRole.Main).GetByRole(
        AriaRole.Button, new() { NameRegex = StartingWith(Words.StartOfProvider("Checkout.Pay")) });

    public async Task FillInCardAsync(string number)
    {
        await Page.GetByLabel(Words.OfProvider("Field.Number")).FillAsync(number);
        await Page.GetByLabel(Words.OfProvider("Field.Expiry")).FillAsync("12/34");
        await Page.GetByLabel(Words.OfProvider("Field.Cvc")).FillAsync("123");
        await Page.GetByLabel(Words.OfProvider("Field.Name")).FillAsync("Kari Nordmann");
    }

    public async Task PayByCardAsync(string number = ProviderStand.GoodCard)
    {
        await FillInCardAsync(number);
        await ProviderPay.ClickAsync();
    }

    /// <summary>On the provider's page on which a card is put on file.</summary>
    public async Task SaveCardAsync(string number)
    {
        await FillInCardAsync(number);
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = Words.OfProvider("Setup.Save") }).ClickAsync();
    }

    /// <summary>Pays, but the way back is never taken, as when the tab is closed at that moment.</summary>
    /// <returns>Where the provider wanted to lead.</returns>
    public async Task<string> PayAndNeverComeBackAsync()
    {
        var back = new TaskCompletionSource<string>();
        var page = Page.Url;
        await Page.RouteAsync(address => address.StartsWith(page, StringComparison.Ordinal), async route =>
        {
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            back.SetResult(answer.Headers["location"]);
            await route.AbortAsync();
        });
        await FillInCardAsync(ProviderStand.GoodCard);
        await ProviderPay.ClickAsync();
        var address = await back.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Page.UnrouteAllAsync();
        return address;
    }

    /// <summary>Loads the page again until it shows something that comes about by itself.</summary>
    public async Task ReloadUntilVisibleAsync(ILocator wanted, TimeSpan patience)
    {
        using var until = new CancellationTokenSource(patience);
        while (!await wanted.First.IsVisibleAsync())
        {
            until.Token.ThrowIfCancellationRequested();
            await Page.ReloadAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>A page may well be answered with 404 or 422, which the console notes as if a part of it were missing.</summary>
    private bool IsStatusOfAPage(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
        && _documents.Any(document => message.Location.StartsWith(document, StringComparison.Ordinal));

    private static Regex StartingWith(string words) => new("^" + Regex.Escape(words.Trim()));
}

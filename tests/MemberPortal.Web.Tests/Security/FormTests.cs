using System.Net;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace MemberPortal.Web.Tests.Security;

/// <summary>Every form of the portal, found by reflection: how it is guarded and what it takes in (5-quality.md, "CSRF / methods").</summary>
public sealed class FormTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    /// <summary>The error page answers in place of what failed, by whatever method, and runs no handler.</summary>
    private const string ErrorPage = "/Shared/Error";

    [Fact]
    public async Task A_page_is_read_by_GET_and_written_to_by_POST_with_a_token()
    {
        foreach (var page in await PageForms.PagesAsync(portal.Services))
        {
            Assert.All(page.HandlerMethods, handler => Assert.Contains(handler.HttpMethod, (string[])["Get", "Post"]));
            var exempt = page.HandlerTypeInfo.GetCustomAttributes(inherit: true).Concat(page.EndpointMetadata ?? [])
                .Where(said => said is IAntiforgeryMetadata { RequiresValidation: false } || said.GetType().Name == "IgnoreAntiforgeryTokenAttribute");
            Assert.Equal((page.ViewEnginePath, page.ViewEnginePath == ErrorPage), (page.ViewEnginePath, exempt.Any()));
        }
    }

    [Fact]
    public void Beside_the_pages_only_the_providers_reports_are_written_to()
    {
        var writable = portal.Routes
            .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is null)
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: var methods } || methods.Any(method => method is not ("GET" or "HEAD")))
            .Select(route => route.RoutePattern.RawText);

        Assert.Equal(["/stripe/webhook"], writable);
    }

    [Fact]
    public async Task What_a_page_takes_in_is_in_the_table_and_what_its_address_names_comes_from_the_address()
    {
        var inputs = (await PageForms.PagesAsync(portal.Services)).SelectMany(PageForms.Inputs).ToHashSet();

        Assert.Equal(
            InputTable.All.Order(StringComparer.Ordinal),
            inputs.Where(input => !input.IsOfAddress).Select(input => $"{input}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(InputTable.RowsToRead, read => Assert.Contains(RouteTable.Reading, row => row.Path.Contains($"{read.Split(' ')[1]}=", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Every_handler_refuses_a_form_without_a_token_of_whoever_sends_it()
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var (handler, path) in await AddressesAsync())
        {
            foreach (var person in Enum.GetValues<Person>())
            {
                using var answer = await portal[person].PostWithTokenAsync("forged", path, ("email", "kari@example.org"), ("job", "SendOutgoingMails"));
                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden || IsSentToSignIn(person, answer), $"{handler} of {person}: {answer.StatusCode}");
            }
        }

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Theory]
    [InlineData("text/plain", "Typed.Lines[0].Product=1")]
    [InlineData("application/json", "{\"item\":1}")]
    [InlineData("application/x-www-form-urlencoded", "%ZZ=%&&==&Typed.Lines[0]&Typed.Parts[0]=&chosen[")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData(null, "")]
    public async Task Every_handler_answers_in_words_what_is_no_form(string? type, string body)
    {
        // A form without a field is one to sign out by.
        foreach (var (handler, path) in (await AddressesAsync()).Where(address => address.Path != "/sign-out"))
        {
            foreach (var person in (Person[])[Person.Owner, Person.Admin])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
                request.Content.Headers.Remove("Content-Type");
                if (type is not null)
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                request.Headers.Add("RequestVerificationToken", await portal[person].TokenAsync("/forgot-password"));
                using var answer = await portal[person].SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{handler}: {answer.StatusCode} to {type}");
            }
        }
    }

    private static bool IsSentToSignIn(Person person, HttpResponseMessage answer) =>
        person == Person.Visitor && answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true;

    /// <summary>An address at which each handler that is posted to listens.</summary>
    private async Task<IEnumerable<(string Handler, string Path)>> AddressesAsync() =>
        from page in await PageForms.PagesAsync(portal.Services)
        from handler in page.HandlerMethods
        where HttpMethods.IsPost(handler.HttpMethod)
        select ($"{page.ViewEnginePath} {handler.Name}", PageAddress.Of(portal, page, handler.Name));
}

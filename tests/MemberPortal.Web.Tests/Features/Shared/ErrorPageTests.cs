using System.Net;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.Shared;

public sealed class ErrorPageTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    [Theory]
    [InlineData("en", "There is nothing here")]
    [InlineData("nb", "Her er det ingenting")]
    public async Task What_is_not_there_is_said_in_the_members_language(string language, string words)
    {
        using var visitor = await portal.SignedInAsync(await portal.AddMemberAsync(language: language));

        using var answer = await visitor.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_page_by_its_own_address_has_nothing_to_tell()
    {
        using var visitor = new Visitor(portal.Address);

        using var answer = await visitor.GetAsync("/error");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_failure_of_ours_is_owned_up_to_with_its_reference_and_all_headers()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddMemberAsync());
        await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Payments\" RENAME TO \"Gone\""));
        try
        {
            using var answer = await visitor.GetAsync("/receipts");
            var page = await answer.TextAsync();

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("Something broke on our side", page, StringComparison.Ordinal);
            Assert.Matches("Reference [0-9a-f]{32}", page);
            Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
        finally
        {
            await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"Payments\""));
        }
    }
}

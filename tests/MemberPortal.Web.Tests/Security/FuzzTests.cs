using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Tests.Security;

/// <summary>Every field of every form takes whatever is typed into it, and says so in words: the portal does not fail of it.</summary>
public sealed class FuzzTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    private static readonly string[] Typed =
    [
        "", "\0", "a\0b", "\r\nX-Evil: 1", "-1", "9e999", "NaN", "[]", "{0}", "2026-13-45", "9999-12-31", "٣", "1,000.00", "2147483648", "00000000-0000-0000-0000-000000000000",
        "\uFFFD\u202E", "\uFFFE", "\uFFFE@\uFFFE.example", new('x', 5_000), new('9', 300),
    ];

    [Fact]
    public async Task Nothing_typed_into_a_field_makes_the_portal_fail()
    {
        foreach (var page in await PageForms.PagesAsync(portal.Services))
        {
            foreach (var handler in page.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod)))
                await FillInAsync(page, handler.Name);
        }
    }

    private async Task FillInAsync(CompiledPageActionDescriptor page, string? handler)
    {
        var path = PageAddress.Of(portal, page, handler);
        using var visitor = portal.Visit();
        var by = IsOpen(page) ? visitor : portal[await OpensForOwnerAsync(path) ? Person.Owner : Person.Admin];
        var token = await by.TokenAsync("/forgot-password");
        var fields = PageForms.Inputs(page).Select(input => input.Name).Distinct();
        foreach (var (name, value) in fields.SelectMany(name => Typed.Select(value => (name, value))).Concat(fields.SelectMany(Misshapen)))
        {
            using var answer = await by.PostWithTokenAsync(token, path, (name, value));
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode} to {name}={value[..Math.Min(value.Length, 50)]}");
            Assert.False(answer.Headers.Contains("X-Evil"));
        }
    }

    /// <summary>A list that is none, an item without fields, numbers that no list has.</summary>
    private static IEnumerable<(string Name, string Value)> Misshapen(string field)
    {
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
            return [($"{field}[0]", "x"), ($"{field}.x", "x"), ($"{field}[", "x")];

        var list = field[..bracket];
        return
        [
            (list, ""), (list, "x"), ($"{list}.index", "a"), ($"{list}.index", ""), ($"{list}[]", "x"), ($"{list}[0]", ""), ($"{list}[0]", "x"), ($"{list}[0].none", "x"),
            ($"{list}[-1]", "x"), ($"{list}[999999999]", "x"), ($"{list}[a]", "x"), ($"{list}[0", "x"), ($"{list}[0][0]", "x"), (list.Split('.')[0], "x"),
        ];
    }

    private static bool IsOpen(CompiledPageActionDescriptor page) => page.HandlerTypeInfo.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);

    private async Task<bool> OpensForOwnerAsync(string path)
    {
        using var answer = await portal[Person.Owner].GetAsync(path.Split('?')[0]);
        return answer.StatusCode is System.Net.HttpStatusCode.OK;
    }
}

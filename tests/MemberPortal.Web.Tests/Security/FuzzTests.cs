using System.Globalization;
using System.Net;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

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

    public static TheoryData<string> InOrder =>
        ["receive/cash", "receive/cheque", "receive/transfer", "invoices/new", "edit", "products/new", "pause", "pay", "pay together"];

    /// <summary>What is looked at only when the other fields are in order.</summary>
    [Theory, MemberData(nameof(InOrder))]
    public async Task Nothing_typed_into_one_field_of_a_form_that_is_in_order_makes_the_portal_fail(string name)
    {
        var form = await FormAsync(name);
        var token = await portal[form.By].TokenAsync("/forgot-password");
        foreach (var (field, value) in form.Fields.Keys.SelectMany(field => Typed.Select(value => (field, value))))
        {
            var fields = new Dictionary<string, string>(form.Fields) { [field] = value };
            using var answer = await portal[form.By].PostWithTokenAsync(token, form.Path, [.. fields.Select(f => (f.Key, f.Value))]);

            Assert.True((int)answer.StatusCode < 500, $"{form.Path}: {answer.StatusCode} to {field}={value[..Math.Min(value.Length, 50)]}");
            if (answer.StatusCode == HttpStatusCode.Found)
                form = await FormAsync(name);   // it was taken, and is used up
        }
    }

    private async Task<(Person By, string Path, Dictionary<string, string> Fields)> FormAsync(string name)
    {
        var number = int.Parse(portal.Fill("{member}"), CultureInfo.InvariantCulture);
        var member = await portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Number == number));
        var invoice = await portal.IssueInvoiceAsync(member);
        var draft = await portal.AddDraftAsync(member);
        Dictionary<string, string> money = new()
        {
            ["Typed.Key"] = $"{Guid.NewGuid()}", ["Typed.Parts[0].Invoice"] = $"{invoice.Id}", ["Typed.Parts[0].Amount"] = "600", ["Typed.Payer"] = "An uncle",
            ["Typed.Reference"] = "4711", ["Typed.ArrivedOn"] = "2026-03-02", ["Typed.Why"] = "In his name", ["Split"] = "false",
        };
        Dictionary<string, string> lines = new()
        {
            ["Typed.Key"] = $"{Guid.NewGuid()}", ["Typed.Lines[0].Description"] = "Lost key", ["Typed.Lines[0].Price"] = "125", ["Typed.Lines[0].Quantity"] = "2",
            ["Typed.Lines[0].Vat"] = "25", ["Typed.Lines[0].From"] = "2026-03-01", ["Typed.Lines[0].Until"] = "2026-03-31", ["Typed.DueOn"] = "2026-04-01", ["Typed.Why"] = "Lost it",
        };
        Dictionary<string, string> card = new()
        {
            ["way"] = "SavedMethod", ["keep"] = "false", ["shown"] = $"{invoice.Facts.LeftToPay}", ["method"] = $"{(await portal.MethodOfAsync(member))!.Id}",
        };
        return name switch
        {
            "invoices/new" => (Person.Seller, $"/members/{number}/invoices/new", lines),
            "edit" => (Person.Seller, $"/claims/{draft.Id}/edit", lines),
            "products/new" => (Person.Seller, $"/members/{number}/products/new", new() { ["Product"] = $"{await ProductAsync()}", ["Until"] = "2026-12-31", ["Why"] = "Won it" }),
            "pause" => (Person.Seller, $"/claims/{invoice.Id}/pause", new() { ["until"] = "2026-04-01", ["comment"] = "Ill" }),
            "pay" => (Person.Owner, $"/invoices/{invoice.Number}/pay", card),
            "pay together" => (Person.Owner, "/invoices/pay", new(card) { ["chosen"] = invoice.Number! }),
            _ => (Person.Seller, $"/members/{number}/{name}", money),
        };
    }

    private Task<int> ProductAsync() => portal.WithDbAsync(async db =>
    {
        var product = new Product { Name = "Training ice", Currency = "NOK", Price = 45_000, VatRate = 2500 };
        db.Add(product);
        await db.SaveChangesAsync();
        return product.Id;
    });

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
        return answer.StatusCode is HttpStatusCode.OK;
    }
}

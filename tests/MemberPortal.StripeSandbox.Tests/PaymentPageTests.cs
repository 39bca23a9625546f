using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class PaymentPageTests
{
    [Fact]
    public async Task The_page_runs_no_script_and_loads_nothing_from_others()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("line_items[0][price_data][product_data][name]", "<script>alert(1)</script>"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page.Body, StringComparison.Ordinal);
        Assert.Equal(
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' https://portal.example.org",
            page.Headers["Content-Security-Policy"]);
        Assert.Equal(("nosniff", "no-referrer", "no-store"), (
            page.Headers["X-Content-Type-Options"], page.Headers["Referrer-Policy"], page.Headers["Cache-Control"]));
        Assert.Equal(200, (await sandbox.GetAsync("/_sandbox/checkout.css", key: null)).Status);
    }

    [Fact]
    public async Task The_fields_help_the_phone_fill_them_in()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        foreach (var (field, autocomplete) in new[] { ("email", "email"), ("number", "cc-number"), ("expiry", "cc-exp"), ("cvc", "cc-csc"), ("name", "cc-name") })
        {
            Assert.Contains($"<label for=\"{field}\">", page.Body, StringComparison.Ordinal);
            Assert.Contains($"autocomplete=\"{autocomplete}\"", page.Body, StringComparison.Ordinal);
        }

        Assert.Contains("href=\"https://portal.example.org/invoices\"", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number", "", "Fill in the card number.")]
    [InlineData("number", "4242", "The card number is not complete.")]
    [InlineData("number", "4242 4242 4242 4241", "There is a mistake in the card number.")]
    [InlineData("number", "4242x4242y4242z4242", "There is a mistake in the card number.")]
    [InlineData("number", "4111 1111 1111 1111", "This page takes test cards only.")]
    [InlineData("expiry", "", "Fill in month and year.")]
    [InlineData("expiry", "13/30", "Write month and year, such as 04/29.")]
    [InlineData("expiry", "soon", "Write month and year, such as 04/29.")]
    [InlineData("expiry", "10/26", "This date is past.")]
    [InlineData("cvc", "", "Fill in the security code.")]
    [InlineData("cvc", "12", "The code has 3 digits, on Amex 4.")]
    [InlineData("cvc", "1234", "The code has 3 digits, on Amex 4.")]
    [InlineData("name", "", "Fill in the name on the card.")]
    [InlineData("email", "", "Fill in your email address.")]
    [InlineData("email", "kari at example", "This is not a whole email address.")]
    public async Task A_mistake_is_told_beside_its_field_and_the_rest_is_kept(string field, string typed, string said)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var page = await sandbox.PayAsync(checkout, Sandbox.GoodCard, (field, typed));

        Assert.Equal(422, page.Status);
        Assert.Contains($"<p class=\"error\" id=\"{field}-error\">{said}", page.Body, StringComparison.Ordinal);
        Assert.Contains("Nothing was charged.", page.Body, StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("email", "kari@example.org"), ("number", Sandbox.GoodCard), ("expiry", "12/30"), ("name", "Kari Nordmann") })
            Assert.Contains($"value=\"{(name == field ? typed : value)}\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"123\"", page.Body, StringComparison.Ordinal);
        Assert.Empty((await sandbox.GetAsync("/v1/payment_intents")).Ids);
    }

    [Theory]
    [InlineData("11/26")]
    [InlineData("11 / 26")]
    [InlineData("1126")]
    [InlineData("1/27")]
    [InlineData("11/2026")]
    [InlineData("01-27")]
    public async Task A_date_can_be_written_in_more_than_one_way(string expiry)
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal(303, (await sandbox.PayAsync(await sandbox.OpenCheckoutAsync(), Sandbox.GoodCard, ("expiry", expiry))).Status);
    }

    [Fact]
    public async Task Amex_has_four_digits_in_its_code()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        Assert.Equal(422, (await sandbox.PayAsync(checkout, "3782 822463 10005")).Status);
        Assert.Equal(303, (await sandbox.PayAsync(checkout, "3782 822463 10005", ("cvc", "1234"))).Status);
    }

    [Fact]
    public async Task A_paid_page_says_so_and_leads_back()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        await sandbox.PayAsync(checkout, Sandbox.GoodCard);

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        Assert.Contains("<h1>Paid</h1>", page.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://portal.example.org/done?session={checkout.Id}\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_a_form_is_an_empty_form()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/c/pay/{checkout.Id}") { Content = new StringContent("{}") };

        Assert.Equal(422, (await sandbox.SendAsync(request, key: null)).Status);
    }

    [Fact]
    public async Task A_page_that_never_was_is_told_kindly()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var page = await sandbox.GetAsync("/c/pay/cs_test_none", key: null, language: "fr-CA, en;q=0.5");

        Assert.Equal(404, page.Status);
        Assert.Contains("lang=\"fr\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_address_that_is_known_is_not_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("customer_email", "kari@example.org"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        Assert.DoesNotContain("name=\"email\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("kari@example.org", page.Body, StringComparison.Ordinal);
        Assert.Equal(303, (await sandbox.PayAsync(checkout, Sandbox.GoodCard, ("email", ""))).Status);
    }
}

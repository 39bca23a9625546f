using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// Puts payment methods on file behind the portal's back: with the provider, and in the portal's file as the setup page
/// would have. How a member does it is a journey of its own.
/// </summary>
internal sealed class OnFile(string databaseFile, Uri provider) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = provider,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_looking_on") },
    };

    /// <summary>A test card, named by its token; answers what the provider calls it.</summary>
    public async Task<string> PutCardAsync(Person person, string token = "pm_card_visa")
    {
        var customer = await CustomerAsync(person);
        var method = await CallAsync($"/v1/payment_methods/{token}/attach", new() { ["customer"] = customer });
        Write(person, customer, method, "Card");
        return (string)method["id"]!;
    }

    public async Task PutAccountAsync(Person person, string iban)
    {
        var customer = await CustomerAsync(person);
        var setup = await CallAsync("/v1/setup_intents", new()
        {
            ["customer"] = customer,
            ["payment_method_types[]"] = "sepa_debit",
            ["confirm"] = "true",
            ["payment_method_data[type]"] = "sepa_debit",
            ["payment_method_data[sepa_debit][iban]"] = iban,
            ["payment_method_data[billing_details][name]"] = person.Name,
            ["payment_method_data[billing_details][email]"] = person.Email,
            ["mandate_data[customer_acceptance][type]"] = "online",
            ["mandate_data[customer_acceptance][online][ip_address]"] = "192.0.2.1",
            ["mandate_data[customer_acceptance][online][user_agent]"] = "test",
        });
        Write(person, customer, (await _http.GetFromJsonAsync<JsonObject>($"/v1/payment_methods/{(string?)setup["payment_method"]}"))!, "SepaDebit");
    }

    /// <summary>From now on the card's bank says no, for that reason.</summary>
    public Task DeclineFromNowOnAsync(string methodId, string reason) => ActAsync(new() { ["action"] = "decline-card", ["id"] = methodId, ["code"] = reason });

    /// <summary>What the bank says of the person's debit: settle-debit or bounce-debit.</summary>
    public async Task AnswerDebitAsync(string invoice, string answer)
    {
        var list = await _http.GetFromJsonAsync<JsonObject>("/v1/payment_intents?limit=100");
        var intent = list!["data"]!.AsArray().Single(i => ((string?)i!["description"])?.EndsWith(invoice, StringComparison.Ordinal) == true);
        await ActAsync(new() { ["action"] = answer, ["id"] = (string)intent!["id"]! });
    }

    /// <summary>The links in the person's mails are past their time, as they will be one day.</summary>
    public void ExpireLinks(Person person) => Change(
        """UPDATE "PayLinks" SET "ExpiresAt" = '2026-01-01 10:00:00' WHERE "InvoiceId" = (SELECT "Id" FROM "Invoices" WHERE "Number" = $invoice)""", person);

    /// <summary>The bank's question has waited for as long as it may.</summary>
    public void LapseQuestion(Person person) => Change(
        """
        UPDATE "ChargeAttempts" SET "PageExpiresAt" = '2026-01-01 10:00:00', "AskedAt" = '2026-01-01 10:00:00'
        WHERE "Id" IN (SELECT "AttemptId" FROM "AttemptClaims" JOIN "Invoices" ON "Invoices"."Id" = "InvoiceId" WHERE "Number" = $invoice)
        """, person);

    /// <summary>The person's card is good until the end of this month.</summary>
    public void LetExpire(Person person, DateOnly month) => Change(
        $"""
        UPDATE "PaymentMethods" SET "ExpYear" = {month.Year}, "ExpMonth" = {month.Month}
        WHERE "MemberId" = (SELECT "MemberId" FROM "Invoices" WHERE "Number" = $invoice)
        """, person);

    public void Dispose() => _http.Dispose();

    private void Change(string sql, Person person)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // those above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$invoice", person.Invoice);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={databaseFile};Default Timeout=30;Pooling=False");
        connection.Open();
        return connection;
    }

    private async Task<string> CustomerAsync(Person person) =>
        (string)(await CallAsync("/v1/customers", new() { ["name"] = person.Name, ["email"] = person.Email }))["id"]!;

    private void Write(Person person, string customer, JsonObject method, string kind)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            UPDATE "Members" SET "ProviderCustomerId" = $customer WHERE "Email" = $email;
            INSERT INTO "PaymentMethods" ("MemberId", "Kind", "AddedAt", "ProviderMethodId", "Brand", "Last4", "ExpMonth", "ExpYear", "LastResult", "DeclinesInARow")
            SELECT "Id", $kind, '2026-01-01 10:00:00', $method, $brand, $last4, $month, $year, 'None', 0 FROM "Members" WHERE "Email" = $email;
            """;
        var details = method[kind == "Card" ? "card" : "sepa_debit"]!;
        command.Parameters.AddWithValue("$customer", customer);
        command.Parameters.AddWithValue("$email", person.Email);
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$method", (string)method["id"]!);
        command.Parameters.AddWithValue("$brand", (object?)(string?)details["brand"] ?? DBNull.Value);
        command.Parameters.AddWithValue("$last4", (string)details["last4"]!);
        command.Parameters.AddWithValue("$month", (object?)(int?)details["exp_month"] ?? DBNull.Value);
        command.Parameters.AddWithValue("$year", (object?)(int?)details["exp_year"] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private async Task<JsonObject> CallAsync(string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(path, form);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {body}");
        return body!;
    }

    private async Task ActAsync(JsonObject action)
    {
        using var answer = await _http.PostAsJsonAsync("/_sandbox/actions", action);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

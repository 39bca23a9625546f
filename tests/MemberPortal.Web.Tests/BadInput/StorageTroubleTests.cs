using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Security;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>Another process holds the database: nothing half done, a clear word, and later all goes on.</summary>
public sealed class StorageTroubleTests(StorageTroubleTests.HurriedPortal portal) : IClassFixture<StorageTroubleTests.HurriedPortal>
{
    /// <summary>SQLite waits its five seconds once; whoever queues behind that is sent away after one.</summary>
    public sealed class HurriedPortal : SignInPortal
    {
        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Portal:WritePatienceSeconds"] = "1" });
        }
    }

    [Fact, Trait("Fault", "F50")]
    public async Task Every_form_that_meets_a_locked_database_says_come_back_and_does_nothing()
    {
        var account = await portal.AddAccountAsync(language: "sv");
        var member = await portal.WithDbAsync(db => db.Members.FindAsync(account.MemberId).AsTask());
        var invoice = await portal.IssueInvoiceAsync(member!);
        using var visitor = await portal.SignedInAsync(account);
        using var stranger = portal.Visit();
        var (token, strangersToken) = (await visitor.TokenAsync("/profile"), await stranger.TokenAsync("/forgot-password"));
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        var sessions = (await portal.Stripe.ListAsync("checkout/sessions")).Count;

        HttpResponseMessage[] answers;
        await using (new TestDatabaseHold(portal.DatabaseFile))
        {
            await visitor.ReadAsync("/");
            answers = await Task.WhenAll(
                visitor.PostWithTokenAsync(token, "/profile/language", ("language", "fr")),
                visitor.PostWithTokenAsync(token, "/profile/password", ("current", SignInPortal.Password), ("chosen", "a loud lake at dawn")),
                visitor.PostWithTokenAsync(token, $"/invoices/{invoice.Number}/pay"),
                stranger.PostWithTokenAsync(strangersToken, "/forgot-password", ("Email", "typed@example.org")),
                visitor.PostWithTokenAsync(token, "/sign-out?everywhere=true"));
            Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
        }

        foreach (var answer in answers)
        {
            Assert.Equal((answer.RequestMessage!.RequestUri, HttpStatusCode.ServiceUnavailable), (answer.RequestMessage.RequestUri, answer.StatusCode));
            Assert.NotNull(answer.Headers.RetryAfter);
            await StrictAnswer.AssertAsync(answer);
        }

        Assert.Contains("typed@example.org", await answers[3].TextAsync(), StringComparison.Ordinal);
        Assert.All(answers[..3], answer => Assert.Contains("<html lang=\"sv\"", answer.TextAsync().GetAwaiter().GetResult(), StringComparison.Ordinal));
        Assert.DoesNotContain("loud lake", await answers[1].TextAsync(), StringComparison.Ordinal);
        Assert.Equal(sessions, (await portal.Stripe.ListAsync("checkout/sessions")).Count);
        Assert.All(answers, answer => answer.Dispose());

        using var language = await visitor.PostWithTokenAsync(token, "/profile/language", ("language", "fr"));
        using var pay = await visitor.PostWithTokenAsync(token, $"/invoices/{invoice.Number}/pay");
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (language.StatusCode, pay.StatusCode));
        await portal.Stripe.PayAsync(pay.Headers.Location!);
        await portal.ComeBackAsync(invoice);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact, Trait("Fault", "F50")]
    public async Task Who_has_paid_and_comes_back_to_a_locked_database_is_not_told_that_nothing_was_charged()
    {
        var account = await portal.AddAccountAsync(language: "en");
        var member = await portal.WithDbAsync(db => db.Members.FindAsync(account.MemberId).AsTask());
        var invoice = await portal.IssueInvoiceAsync(member!);
        using var visitor = await portal.SignedInAsync(account);
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        var back = $"/payments/{(await portal.AttemptsAsync(invoice)).Single().Id}";

        string page;
        await using (new TestDatabaseHold(portal.DatabaseFile))
            page = await visitor.ReadAsync(back);

        Assert.Contains("Confirming your payment", page, StringComparison.Ordinal);
        Assert.DoesNotContain("othing was charged", page, StringComparison.Ordinal);
        Assert.Contains("Paid", await visitor.ReadAsync(back), StringComparison.Ordinal);
        await portal.Stripe.ReleaseWebhooksAsync();
    }

    [Fact]
    public async Task A_failure_of_ours_shows_the_reference_under_which_it_is_logged_once_and_nothing_of_itself()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync(language: "fr"));
        await portal.WithDbAsync(db => RenameAsync(db, "Payments", "Gone"));
        try
        {
            using var answer = await visitor.GetAsync("/receipts");
            var page = await answer.TextAsync();

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("<html lang=\"fr\"", page, StringComparison.Ordinal);
            var reference = System.Text.RegularExpressions.Regex.Match(page, "[0-9a-f]{32}").Value;
            var line = Assert.Single(portal.Log.All, line => line.Contains(reference, StringComparison.Ordinal) && reference.Length > 0);
            Assert.Contains("no such table", line, StringComparison.Ordinal);
            Assert.DoesNotContain("no such table", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        }
        finally
        {
            await portal.WithDbAsync(db => RenameAsync(db, "Gone", "Payments"));
        }
    }

    private static async Task RenameAsync(PortalDbContext db, string from, string to)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // two names of this test
        command.CommandText = $"ALTER TABLE \"{from}\" RENAME TO \"{to}\"";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

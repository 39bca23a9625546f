using System.Diagnostics;
using System.Net;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.Backup;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>
/// The disk is full while people pay, jobs run and a backup is made: what cannot be written is not begun, the file stays
/// sound, and all goes on by itself when there is space (5-quality.md, F51).
/// </summary>
[Trait("Fault", "F51")]
public sealed class FullDiskTests : IAsyncLifetime
{
    /// <summary>More than fit into what is left of the pages that are there.</summary>
    private const int Many = 60;

    private readonly SmallDiskPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_written_is_not_asked_of_the_provider_and_with_space_again_the_next_tap_pays()
    {
        var account = await _portal.AddAccountAsync();
        var invoices = await IssueManyAsync((await _portal.WithDbAsync(db => db.Members.FindAsync(account.MemberId).AsTask()))!);
        using var visitor = await _portal.SignedInAsync(account);
        var token = await visitor.TokenAsync("/profile");
        await _portal.FillDiskAsync();

        await EachAsync(invoices, invoice => _portal.TapPayAsync(invoice));
        var begun = await _portal.WithDbAsync(db => db.ChargeAttempts.Select(a => a.Id).ToListAsync());
        var refused = invoices.Last();
        using var answer = await visitor.PostWithTokenAsync(token, $"/invoices/{refused.Number}/pay");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(await _portal.AttemptsAsync(refused));
        Assert.Equal(begun.Order(), (await _portal.Stripe.ListAsync("checkout/sessions")).Select(session => (string)session["client_reference_id"]!).Order());
        await visitor.ReadAsync("/");
        Assert.Equal("ok", await _portal.CheckAsync());

        _portal.FreeDisk();
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunOutcome.Succeeded, (await RunAsync<RecoverAttempts>()).Outcome);
        foreach (var invoice in (Invoice[])[invoices[0], .. invoices[^2..]])
        {
            using var pay = await visitor.PostWithTokenAsync(token, $"/invoices/{invoice.Number}/pay");
            await _portal.Stripe.PayAsync(pay.Headers.Location!);
            await _portal.ComeBackAsync(invoice);
            await AssertPaidOnceAsync(invoice);
        }
    }

    [Fact]
    public async Task A_payment_that_cannot_be_booked_is_not_acknowledged_and_is_booked_once_there_is_space()
    {
        var invoices = await IssueManyAsync(await _portal.AddMemberAsync());
        await _portal.Stripe.HoldWebhooksAsync();
        foreach (var invoice in invoices)
            await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice));
        await _portal.FillDiskAsync();

        var refused = (await EachAsync(invoices, invoice => _portal.ComeBackAsync(invoice))).Last();
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var run = await RunAsync<RecoverAttempts>();

        Assert.Equal(RunOutcome.PartlyFailed, run.Outcome);
        Assert.Equal(0, (await _portal.InvoiceAsync(refused.Id)).Received);
        Assert.Equal("ok", await _portal.CheckAsync());
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);

        _portal.FreeDisk();
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunOutcome.Succeeded, (await RunAsync<RecoverAttempts>()).Outcome);
        foreach (var invoice in invoices)
            await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task Reminders_that_cannot_be_written_are_not_half_written_and_leave_once_when_there_is_space()
    {
        var members = new List<Member>();
        for (var i = 0; i < Many; i++)
        {
            members.Add(await _portal.AddMemberAsync());
            await _portal.IssueInvoiceAsync(members[i]);
        }

        _portal.Clock.Advance(TimeSpan.FromDays(14 + 3));
        await _portal.FillDiskAsync();
        var run = await RunAsync<RemindOfPastDueInvoices>();

        Assert.NotEqual(RunOutcome.Succeeded, run.Outcome);
        var (mails, stages) = await CountAsync();
        Assert.True(mails < Many);
        Assert.Equal(mails, stages);

        _portal.FreeDisk();
        await RunAsync<RemindOfPastDueInvoices>();
        await RunAsync<RemindOfPastDueInvoices>();
        Assert.Equal((Many, Many), await CountAsync());
        Assert.Equal("ok", await _portal.CheckAsync());

        Task<(int, int)> CountAsync() => _portal.WithDbAsync(async db => (
            await db.Outbox.CountAsync(m => m.Recheck!.StartsWith(ReminderRecheck.Prefix)), await db.Reminders.CountAsync()));
    }

    [Fact]
    public async Task A_backup_for_which_there_is_no_room_is_refused_in_one_line_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var backups = new TestFolder();
        await using (var stored = await StoredPortal.StartAsync(folder.Path))
            await stored.TakeCashAsync(1);
        var settings = ProductionSettings.In(folder.Path).Select(setting => $"--{setting.Key}={setting.Value}");

        // A process that may write no more than a hundred kilobytes into a file.
        using var process = Process.Start(new ProcessStartInfo("bash",
        [
            "-c", "trap '' XFSZ; ulimit -f 100; exec dotnet \"$@\"", "bash",
            Path.Combine(AppContext.BaseDirectory, "MemberPortal.Web.dll"), "backup", Path.Combine(backups.Path, "a.db"), .. settings,
        ])
        {
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },   // the runtime's own large file
        })!;
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("could not be copied", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(backups.Path));
    }

    private async Task<List<Invoice>> IssueManyAsync(Member member)
    {
        var invoices = new List<Invoice>();
        for (var i = 0; i < Many; i++)
            invoices.Add(await _portal.IssueInvoiceAsync(member));
        return invoices;
    }

    /// <returns>Those for which there was no room.</returns>
    private static async Task<List<Invoice>> EachAsync(IEnumerable<Invoice> invoices, Func<Invoice, Task> act)
    {
        var refused = new List<Invoice>();
        foreach (var invoice in invoices)
        {
            try
            {
                await act(invoice);
            }
            catch (StorageUnavailableException)
            {
                refused.Add(invoice);
            }
        }

        return refused;
    }

    private Task<JobRun> RunAsync<TJob>() => _portal.Services.GetRequiredService<JobRunner>()
        .RunAsync(Schedule.Jobs.Single(job => job.Job == typeof(TJob)), default);

    private async Task AssertPaidOnceAsync(Invoice invoice)
    {
        Assert.Equal(InvoiceStatus.Paid, (await _portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(new(2026, 3, 2)));
        var payment = Assert.Single(await _portal.PaymentsAsync(invoice));
        Assert.Single(await _portal.Stripe.ChargesAsync(), c => payment.Source == $"stripe:{(string?)c["payment_intent"]}");
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }
}

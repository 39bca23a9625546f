using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Backup;

/// <summary>A production portal on the files of a folder, which is started and stopped; people pay it in cash.</summary>
internal sealed class StoredPortal : IAsyncDisposable
{
    private readonly RunningPortal _portal;

    private StoredPortal(RunningPortal portal) => _portal = portal;

    private IServiceProvider Services => _portal.App.Services;

    public static async Task<StoredPortal> StartAsync(string folder) => new(await Program.StartAsync([], new TestClock(), builder =>
    {
        builder.Configuration.AddInMemoryCollection(ProductionSettings.In(folder));
        builder.Logging.ClearProviders();
    }));

    /// <summary>A new member, an invoice and a note of 1,000 for it: several writes, each of which moves money or a number.</summary>
    public async Task TakeCashAsync(int number)
    {
        var invoice = await WithDbAsync(async db =>
        {
            var member = new Member
            {
                Number = number, Name = "Kari Nordmann", Email = $"member{number}@example.org", Language = "en", JoinedOn = new(2025, 1, 1), ProviderKey = Guid.NewGuid(),
            };
            await db.WriteAsync(async () => { db.Members.Add(member); await Task.CompletedTask; }, default);
            var draft = SampleRows.NewInvoice(member.Id, 60_000, 60_000);
            await db.WriteAsync(async () => { db.Invoices.Add(draft); await Task.CompletedTask; }, default);
            return draft.Id;
        });
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IssueInvoice>().RunAsync(invoice, default);
        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().WriteAsync(
            () => scope.ServiceProvider.GetRequiredService<RecordPayment>().RunAsync(
                new ReceivedMoney
                {
                    Source = $"cash:{number}",
                    Currency = Currency.Of("NOK"),
                    Parts = [new(invoice, 100_000)],
                    Way = PaymentWay.Cash,
                    Account = AccountKind.Cash,
                    HappenedAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
                    By = Actor.Machine,
                },
                default),
            default);
    }

    public Task<int> PaymentsAsync() => WithDbAsync(db => db.Payments.CountAsync());

    public Task AssertProvenAsync() => WithDbAsync(async db => { await BooksOf.AssertProvenAsync(db); return true; });

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private async Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }
}

using System.Diagnostics;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Bench.Strain;

/// <summary>P14: sixteen sellers record cash at the same time, each the next receipt as soon as the one before is there.</summary>
internal static class WriterMeasure
{
    public const int Writers = 16;

    private static readonly StaffMember Seller = new(1, "Selma Aasen");

    public static async Task<WriterResult> RunAsync(string folder, StrainPlan plan)
    {
        await ClubFile.MakeAsync(folder, plan.Invoices, accounts: 1, pays: false);
        await using var portal = await StartAsync(folder);
        var services = portal.App.Services;
        await using var scope = services.CreateAsyncScope();
        var invoices = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Invoices.AsNoTracking().Owed()
            .OrderBy(invoice => invoice.Id).Take(2 * Writers * plan.Receipts).ToListAsync();

        // The first half is for the compiler.
        await RecordAsync(services, invoices.Take(invoices.Count / 2));
        return await RecordAsync(services, invoices.Skip(invoices.Count / 2));
    }

    private static async Task<WriterResult> RecordAsync(IServiceProvider services, IEnumerable<Invoice> invoices)
    {
        var desks = await Task.WhenAll(invoices
            .Select((invoice, i) => (invoice, Writer: i % Writers))
            .GroupBy(of => of.Writer, of => of.invoice)
            .Select(of => Task.Run(() => RecordAllAsync(services, of))));
        var waits = desks.SelectMany(desk => desk).ToList();
        return new WriterResult([.. waits.Where(wait => wait.IsRecorded).Select(wait => wait.Took).Order()], waits.Count(wait => !wait.IsRecorded));
    }

    private static async Task<List<(TimeSpan Took, bool IsRecorded)>> RecordAllAsync(IServiceProvider services, IEnumerable<Invoice> invoices)
    {
        var waits = new List<(TimeSpan, bool)>();
        foreach (var invoice in invoices)
        {
            var began = Stopwatch.GetTimestamp();
            var isRecorded = await RecordAsync(services, invoice);
            waits.Add((Stopwatch.GetElapsedTime(began), isRecorded));
        }

        return waits;
    }

    private static async Task<bool> RecordAsync(IServiceProvider services, Invoice invoice)
    {
        var money = new MoneyByHand
        {
            Key = Guid.NewGuid(),
            Way = HandWay.Find("cash")!,
            Parts = [new ReceivedPart(invoice.Id, invoice.Total)],
            Reference = null,
        };
        try
        {
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<RecordByHand>().RunAsync(invoice.MemberId, money, Seller, default)
                is RecordByHandOutcome.Recorded;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private static Task<RunningPortal> StartAsync(string folder)
    {
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0", "--Storage:Folder", folder, "--Demo:SandboxPort", "0", "--Demo:HasData", "False",
            "--Portal:RunsSchedule", "False", "--Logging:LogLevel:Default", "None",
        ];
#pragma warning disable RS0030 // a bench runs by the wall clock
        return Web.Program.StartAsync(settings, TimeProvider.System, _ => { });
#pragma warning restore RS0030
    }
}

/// <param name="Waits">For each receipt, the shortest first.</param>
/// <param name="Failures">Receipts that were not written.</param>
internal sealed record WriterResult(IReadOnlyList<TimeSpan> Waits, int Failures)
{
    public double P50 => Waits[Waits.Count / 2].TotalMilliseconds;
    public double P999 => Waits[Waits.Count * 999 / 1_000].TotalMilliseconds;
}

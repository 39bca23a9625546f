using System.Diagnostics;
using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Hosting.Server;

namespace MemberPortal.Bench.NightShift;

/// <summary>Mails from their words to the server's yes, noted in the database, beside a client that only sends bytes.</summary>
internal sealed class MailMeasure(string folder)
{
    public const int Connections = 100;
    private const int AtOnce = 500;

    public async Task<MailResult> RunAsync(NightPlan plan)
    {
        using var sink = new LoopbackSink();
        await using var services = Services(sink.Port);
        await InScopeAsync(services, scope => scope.GetRequiredService<DatabaseStart>().RunAsync(default));

        var rounds = new List<MailRound>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var first = 0; first < plan.Mails; first += AtOnce)
                await WriteAsync(services, round, first, Math.Min(AtOnce, plan.Mails - first));
            var written = Stopwatch.GetElapsedTime(began);
            await InScopeAsync(services, async scope => { await scope.GetRequiredService<SendOutgoingMails>().RunAsync(default); return true; });
            var (whole, cpu) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - used);

            rounds.Add(new MailRound(
                plan.Mails / written.TotalSeconds,
                plan.Mails / (whole - written).TotalSeconds,
                plan.Mails / whole.TotalSeconds,
                cpu.TotalMicroseconds / plan.Mails,
                await new BareSmtp(sink.Port, sink.Sample, 1).SendAsync(plan.Mails),
                await new BareSmtp(sink.Port, sink.Sample, Connections).SendAsync(plan.Mails)));
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}: {rounds[^1].Whole:F0} a second, bare {rounds[^1].Bare:F0}"));
        }

        // The bare client's mails are all of one id, which is one of ours.
        return new MailResult(rounds, Lost: (plan.Rounds * plan.Mails) - sink.Distinct, Doubled: sink.Doubled - 1);
    }

    private static Task<bool> WriteAsync(ServiceProvider services, int round, int first, int count) => InScopeAsync(services, async scope =>
    {
        var outbox = scope.GetRequiredService<Outbox>();
        await scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () =>
            {
                for (var i = 0; i < count; i++)
                    outbox.Queue(LetterOf($"{round}:{first + i}"));
                return Task.CompletedTask;
            },
            default);
        return true;
    });

    private static Letter LetterOf(string id) => new()
    {
        Key = $"bench:{id}",
        To = new Recipient(null, "Kari Nordmann", "kari@example.org", "nb"),
        Subject = "Kvittering: Sesongavgift 2026",
        Over = "Sesongavgift 2026",
        Heading = "1 200,00 kr",
        Under = "betalt 22. november",
        Paragraphs = ["Hei Kari Nordmann, takk! Vi har mottatt betalingen din.", "Faktura 2026-00042 er betalt. Det er ingenting mer å betale."],
        Button = new("Se kvitteringen", new Uri("https://portal.example.org/receipts/R2026-00042")),
        Details = [new("Kvittering", "R2026-00042"), new("Betalt med", "Visa ···· 4242"), new("Faktura", "2026-00042")],
        AtAnyHour = true,
    };

    private static async Task<T> InScopeAsync<T>(ServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private ServiceProvider Services(int port)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = folder,
            ["Portal:PublicUrl"] = "https://portal.example.org",
            ["Organisation:Name"] = "Lillevik Skøyteklubb",
            ["Organisation:TimeZone"] = "Europe/Oslo",
            ["Organisation:Currency"] = "NOK",
            ["Organisation:Language"] = "nb",
            ["Organisation:BankAccount"] = "1234 56 78903",
            ["Organisation:ContactEmail"] = "kasserer@example.org",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:UseTls"] = "false",
            ["Mail:From"] = "portal@example.org",
            ["Mail:Connections"] = Connections.ToString(CultureInfo.InvariantCulture),
        }).Build());
        services.AddSingleton<IHostEnvironment>(new Here());
#pragma warning disable RS0030 // a bench runs by the wall clock
        services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.AddSingleton<IServer, NoServer>();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddLocalization();
        services.AddOrganisation(isDemo: false);
        services.AddData(isDemo: false);
        services.AddMail(isDemo: false);
        services.AddScoped<RunTally>();
        services.AddScoped<SendOutgoingMails>();
        return services.BuildServiceProvider();
    }
}

/// <summary>Mails a second.</summary>
/// <param name="Written">Worded and queued.</param>
/// <param name="Sent">Sent and noted.</param>
/// <param name="Whole">From their words to the note.</param>
/// <param name="Cpu">Of the same, in microseconds a mail; the sink's is in it.</param>
/// <param name="Bare">Of the bare client, over one connection.</param>
/// <param name="BareOverAll">The same over as many as ours.</param>
internal sealed record MailRound(double Written, double Sent, double Whole, double Cpu, double Bare, double BareOverAll);

/// <summary>The rounds, and what did not come once.</summary>
internal sealed record MailResult(IReadOnlyList<MailRound> Rounds, int Lost, int Doubled);

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Support;

/// <summary>The mail part of a portal in production: a database, the outbox, the job, and a mail server to send to.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public class MailStand : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly int? _port;
    private readonly int _connections;
    private readonly bool _usesTls;

    public MailStand()
        : this(port: null)
    {
    }

    /// <param name="port">Of another mail server than <see cref="Server"/>.</param>
    /// <param name="connections">How many send at once.</param>
    /// <param name="usesTls">Whether mails leave encrypted or not at all.</param>
    /// <param name="transport">Another way out than by a mail server.</param>
    private protected MailStand(int? port = null, int connections = 4, bool usesTls = false, IMailTransport? transport = null)
    {
        (_port, _connections, _usesTls) = (port, connections, usesTls);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        services.AddSingleton<IHostEnvironment>(new Environment());
        services.AddSingleton<IServer>(provider => new TestServer(provider));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddLocalization();
        services.AddOrganisation(isDemo: false);
        services.AddData(isDemo: false);
        services.AddMail(isDemo: false);
        if (transport is not null)
            services.AddSingleton(transport);
        services.AddScoped<RunTally>();
        services.AddScoped<SendOutgoingMails>();
        _services = services.BuildServiceProvider();
    }

    internal TestClock Clock { get; } = new();
    internal LogLines Log { get; } = new();
    internal SmtpSink Server { get; } = new();

    private Dictionary<string, string?> Settings => new()
    {
        ["Storage:Folder"] = _folder.Path,
        ["Portal:PublicUrl"] = "https://portal.example.org",
        ["Organisation:Name"] = "Lillevik Skøyteklubb",
        ["Organisation:TimeZone"] = "Europe/Oslo",
        ["Organisation:Currency"] = "NOK",
        ["Organisation:Language"] = "nb",
        ["Organisation:BankAccount"] = "1234 56 78903",
        ["Organisation:ContactEmail"] = "kasserer@example.org",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = (_port ?? Server.Port).ToString(CultureInfo.InvariantCulture),
        ["Mail:UseTls"] = _usesTls ? "true" : "false",
        ["Mail:Connections"] = _connections.ToString(CultureInfo.InvariantCulture),
        ["Mail:From"] = "portal@example.org",
    };

    public Task InitializeAsync() => RunAsync<DatabaseStart, bool>(start => start.RunAsync(default));

    public virtual async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    internal static Letter LetterTo(string address, string name = "Kari Nordmann", string language = "nb") => new()
    {
        Key = $"test:{Guid.NewGuid():N}",
        To = new Recipient(null, name, address, language),
        Subject = "Kvittering: Årsavgift",
        Heading = "1 200,00 kr",
        Paragraphs = ["Takk!"],
    };

    /// <summary>Queues a letter in a write of its own; answers its row, or null when it was not taken.</summary>
    internal async Task<OutgoingMail?> QueueAsync(Letter letter)
    {
        await QueueAllAsync([letter]);
        return await RunAsync<PortalDbContext, OutgoingMail?>(db => db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Key == letter.Key));
    }

    /// <summary>In one write.</summary>
    internal Task QueueAllAsync(IEnumerable<Letter> letters) => WithScopeAsync(async scope =>
    {
        await scope.GetRequiredService<PortalDbContext>().WriteAsync(
            async () =>
            {
                foreach (var letter in letters)
                    scope.GetRequiredService<Outbox>().Queue(letter);
                await Task.CompletedTask;
            },
            default);
        return true;
    });

    internal async Task<Member> AddMemberAsync(string email)
    {
        var member = SampleRows.NewMember(email: email);
        await RunAsync<PortalDbContext, int>(db =>
        {
            db.Members.Add(member);
            return db.SaveChangesAsync();
        });
        return member;
    }

    internal Task<Member> MemberAsync(Member member) => RunAsync<PortalDbContext, Member>(
        db => db.Members.AsNoTracking().SingleAsync(m => m.Id == member.Id));

    internal Task SendAsync(CancellationToken stop = default) =>
        RunAsync<SendOutgoingMails, bool>(async job => { await job.RunAsync(stop); return true; });

    internal Task<OutgoingMail> MailAsync(Letter letter) => RunAsync<PortalDbContext, OutgoingMail>(
        db => db.Outbox.AsNoTracking().SingleAsync(m => m.Key == letter.Key));

    internal Task<List<OutgoingMail>> MailsAsync() => RunAsync<PortalDbContext, List<OutgoingMail>>(
        db => db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    internal (string Text, string Html) Render(Letter letter) => _services.GetRequiredService<MailLayout>().Render(letter);

    private Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull =>
        WithScopeAsync(scope => work(scope.GetRequiredService<TService>()));

    private async Task<T> WithScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private sealed class Environment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";
        public string ApplicationName { get; set; } = "MemberPortal";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

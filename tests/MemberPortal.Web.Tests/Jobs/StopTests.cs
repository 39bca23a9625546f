using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>A portal that is stopped while its schedule runs (5-quality.md: a graceful stop takes at most ten seconds).</summary>
public sealed class StopTests : IAsyncLifetime
{
    private const int Connections = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly NodesPortal _portal = new() { RunsSchedule = true };

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact, Trait("Fault", "F41"), Trait("Fault", "F42")]
    public async Task Amid_many_mails_it_begins_no_other_and_what_the_server_took_is_noted()
    {
        var (busy, answers) = (new TaskCompletionSource(), new TaskCompletionSource());
        var atTheDot = 0;
        _portal.Server.Says = (step, _) =>
        {
            if (step == SmtpStep.FinalDot && Interlocked.Increment(ref atTheDot) == Connections)
                busy.SetResult();
            return null;
        };
        _portal.Server.AnswersAfter = answers.Task;
        await QueueAsync(40);
        await _portal.Services.GetRequiredService<IRunSoon>().RunSoonAsync<SendOutgoingMails>(default);
        await busy.Task.WaitAsync(Patience);

        var stopping = _portal.StopAsync();
        answers.SetResult();
        await stopping.WaitAsync(Patience);

        var mails = await _portal.WithDbAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        var sent = mails.Where(mail => mail.SentAt is not null).ToList();
        Assert.InRange(_portal.Server.Seen.Count, Connections, 2 * Connections);
        Assert.Equal(_portal.Server.Accepted.Select(mail => mail.Recipient).Order(), sent.Select(mail => mail.ToAddress).Order());
        Assert.All(mails, mail => Assert.Null(mail.ClaimedUntil));
        Assert.Equal(0, mails.Except(sent).Sum(mail => mail.Tries));
        Assert.True(_portal.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout < TimeSpan.FromSeconds(10));
    }

    private Task QueueAsync(int count) => _portal.WithScopeAsync(scope => scope.GetRequiredService<PortalDbContext>().WriteAsync(
        () =>
        {
            for (var i = 0; i < count; i++)
                scope.GetRequiredService<Outbox>().Queue(MailStand.LetterTo($"member{i}@example.org"));
            return Task.CompletedTask;
        },
        default));
}

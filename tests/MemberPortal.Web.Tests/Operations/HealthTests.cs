using System.Net;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Operations;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_supervisor_is_answered_by_whatever_name_it_knows_the_machine(string path)
    {
        using var answer = await AskAsync(path, host: "10.1.2.3:5080");

        Assert.Equal((HttpStatusCode.OK, "ok"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_is_not_ready_and_strangers_learn_no_more()
    {
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\""));

        using var ready = await AskAsync("/health/ready");
        using var live = await AskAsync("/health/live");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains(_portal.Log.All, line => line.Contains("the database is not migrated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_not_ready()
    {
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"__EFMigrationsHistory\" RENAME COLUMN \"MigrationId\" TO \"Gone\""));

        using var ready = await AskAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(_portal.Log.All, line => line.Contains("the database does not answer (SqliteException)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_schedule_that_comes_round_no_more_is_not_alive()
    {
        var pulse = new SchedulePulse(_portal.Clock, runs: true);
        var none = new SchedulePulse(_portal.Clock, runs: false);
        Assert.True(pulse.IsAlive);

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(pulse.IsAlive);
        Assert.True(none.IsAlive);
        pulse.Beat();
        Assert.True(pulse.IsAlive);
    }

    /// <summary>As of a schedule's file that belongs to another user, whom root cannot play.</summary>
    [Fact]
    public async Task A_schedule_whose_file_cannot_be_opened_is_not_alive()
    {
        Directory.CreateDirectory($"{_portal.DatabaseFile}-schedule");
        var pulse = new SchedulePulse(_portal.Clock, runs: true);
        await using var scope = _portal.Services.CreateAsyncScope();
        var job = ActivatorUtilities.CreateInstance<QuartzJob<TidyRuns>>(scope.ServiceProvider, pulse);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));

        await job.Execute(null!, default);

        Assert.False(pulse.IsAlive);
        Assert.Contains(_portal.Log.All, line => line.Contains("TidyRuns could not be run", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? host = null)
    {
        using var http = new HttpClient { BaseAddress = _portal.Address };
        http.DefaultRequestHeaders.Host = host;
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }
}

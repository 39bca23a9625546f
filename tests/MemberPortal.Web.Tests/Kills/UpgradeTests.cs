using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>A portal that dies while it makes its database, or brings an older one up to its version: the next start does.</summary>
[Trait("Fault", "F20")]
public sealed class UpgradeTests : IDisposable
{
    private const string Oldest = "20261122102644_Initial";

    private readonly TestFolder _folder = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("upgrade.locked")]
    [InlineData("upgrade.half:3")]
    [InlineData("upgrade.unmarked")]
    public async Task Killed_while_it_makes_its_database(string failPoint)
    {
        await LivePortal.DieAtStartAsync(_clock.GetUtcNow(), Settings, failPoint);
        Assert.False(System.IO.File.Exists(File));

        using (await LivePortal.StartAsync(_clock.GetUtcNow(), Settings))
        {
        }

        await AssertWholeAsync();
    }

    [Theory]
    [InlineData("upgrade.uncopied")]
    [InlineData("upgrade.half:3")]
    [InlineData("upgrade.migrated")]
    [InlineData("upgrade.unguarded:5")]
    public async Task Killed_while_it_upgrades_an_older_one(string failPoint)
    {
        await MakeOlderAsync();
        var before = await System.IO.File.ReadAllBytesAsync(File);

        await LivePortal.DieAtStartAsync(_clock.GetUtcNow(), Settings, failPoint);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));

        using (await LivePortal.StartAsync(_clock.GetUtcNow(), Settings))
        {
        }

        await AssertWholeAsync();
        await using var db = DatabaseCheck.Open(File);
        Assert.Equal("Season", (await db.Products.SingleAsync()).Name);
        Assert.Equal(["kari", "nordmann"], await db.MemberWords.Select(word => word.Word).Order().ToListAsync());   // from before they could be searched for
    }

    /// <summary>EF waits for ever for the row that a process left which died while it migrated in place, as older versions did.</summary>
    [Fact]
    public async Task A_lock_that_outlived_its_holder_stops_nobody()
    {
        await MakeOlderAsync();
        await using (var db = DatabaseCheck.Open(File))
            await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-01 00:00:00')");

        using (await LivePortal.StartAsync(_clock.GetUtcNow(), Settings))
        {
        }

        await AssertWholeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_that_start_at_once_are_both_up(bool hasOlder)
    {
        if (hasOlder)
            await MakeOlderAsync();

        var portals = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => LivePortal.StartAsync(_clock.GetUtcNow(), Settings)));
        foreach (var portal in portals)
            portal.Dispose();

        await AssertWholeAsync();
    }

    [Fact]
    public async Task An_older_database_that_is_in_use_is_not_upgraded()
    {
        await MakeOlderAsync();
        using var other = new DatabaseHold(new PortalFile(_folder.Path, IsDemo: false));
        other.Share();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => new DatabaseUpgrade(new PortalFile(_folder.Path, IsDemo: false), _clock).RunAsync(default));

        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        await using var db = DatabaseCheck.Open(File);
        Assert.Equal(Oldest, (await db.Database.GetAppliedMigrationsAsync()).Single());
    }

    /// <summary>What a program outside wrote while the copy was made would be lost.</summary>
    [Fact]
    public async Task An_older_database_that_another_program_has_open_is_not_upgraded()
    {
        await MakeOlderAsync();
        await using var other = DatabaseCheck.Open(File);
        await other.Database.OpenConnectionAsync();
        await other.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL");
        await other.Database.ExecuteSqlAsync($"UPDATE \"Products\" SET \"Price\" = 2");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => new DatabaseUpgrade(new PortalFile(_folder.Path, IsDemo: false), _clock).RunAsync(default));

        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Oldest, (await other.Database.GetAppliedMigrationsAsync()).Single());
    }

    private string File => Path.Combine(_folder.Path, "portal.db");

    private Dictionary<string, string?> Settings => ProductionSettings.In(_folder.Path);

    private async Task MakeOlderAsync()
    {
        await using var db = DatabaseCheck.Open(File);
        await db.GetService<IMigrator>().MigrateAsync(Oldest);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO \"Products\" (\"Name\", \"Currency\", \"Price\", \"VatRate\") VALUES ('Season', 'NOK', 120000, 0)");
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Members" ("Number", "Name", "Language", "JoinedOn", "ProviderKey")
            VALUES (1001, 'Kari Nordmann', 'nb', '2026-11-22', '0E984725-C51C-4BF4-9960-E1C80E27ABA0')
            """);
    }

    /// <summary>Nothing of the way is left, and every rule is in force.</summary>
    private async Task AssertWholeAsync()
    {
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), file => file.Contains("upgrading", StringComparison.Ordinal));
        await using var db = DatabaseCheck.Open(File);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(Role.All.Order(), (await db.Roles.Select(role => role.Name!).ToListAsync()).Order());
        Assert.False((await db.Marks.SingleAsync()).IsDemo);
        Assert.Empty(await db.DifferencesAsync(_clock.GetUtcNow().UtcDateTime, default));
    }
}

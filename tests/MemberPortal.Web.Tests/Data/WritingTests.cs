using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

public sealed class WritingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Numbers_given_at_once_are_without_gaps_and_without_doubles()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => database.WithDbAsync(
            db => db.WriteAsync(() => db.NextNumberAsync("test", 2026, default), default)))));

        Assert.Equal(Enumerable.Range(1, 40), given.Order());
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_takes_no_number()
    {
        var email = $"{Guid.NewGuid():N}@example.org";

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WithDbAsync(db => db.WriteAsync(
            async () =>
            {
                db.Members.Add(SampleRows.NewMember(email: email));
                await db.NextNumberAsync("failing", 2026, default);
                throw new InvalidOperationException("half way");
            },
            default)));

        Assert.False(await database.WithDbAsync(db => db.Members.AnyAsync(m => m.Email == email)));
        Assert.Equal(1, await database.WithDbAsync(db => db.WriteAsync(() => db.NextNumberAsync("failing", 2026, default), default)));
    }

    [Fact]
    public async Task Who_hangs_up_once_all_is_written_finds_it_written()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        using var visit = new CancellationTokenSource();

        await database.WithDbAsync(db => db.WriteAsync(
            async () =>
            {
                db.Members.Add(SampleRows.NewMember(email: email));
                await db.SaveChangesAsync();
                await visit.CancelAsync();
            },
            visit.Token));

        Assert.True(await database.WithDbAsync(db => db.Members.AnyAsync(m => m.Email == email)));
    }

    [Fact]
    public Task A_write_within_a_write_is_refused() => database.WithDbAsync(db => db.WriteAsync(
        () => Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(() => Task.CompletedTask, default)), default));

    [Fact]
    public Task A_number_outside_a_write_is_refused() => database.WithDbAsync(
        db => Assert.ThrowsAsync<InvalidOperationException>(() => db.NextNumberAsync("test", 2026, default)));

    [Fact]
    public Task An_instant_that_is_not_UTC_is_refused() => database.WithDbAsync(async db =>
    {
        db.Add(new ThrottledTry { Key = "k", At = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Local) });

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
    });

    [Fact]
    public async Task An_instant_comes_back_in_UTC()
    {
        var at = new DateTime(2026, 3, 2, 9, 0, 0, 123, DateTimeKind.Utc);
        await database.WithDbAsync(async db =>
        {
            db.Add(new ThrottledTry { Key = "utc", At = at });
            await db.SaveChangesAsync();
        });

        var read = await database.WithDbAsync(db => db.ThrottledTries.AsNoTracking().Where(t => t.Key == "utc").Select(t => t.At).SingleAsync());

        Assert.Equal((at, DateTimeKind.Utc), (read, read.Kind));
    }

    [Fact, Trait("Fault", "F50")]
    public async Task While_another_process_holds_the_database_a_write_says_so_and_reads_go_on()
    {
        await using var held = new TestDatabaseHold(database.File);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => database.WithDbAsync(db => db.WriteAsync(
            async () => { db.Members.Add(SampleRows.NewMember()); await Task.CompletedTask; }, default)));

        Assert.IsType<SqliteException>(refused.InnerException);
        Assert.True(await database.WithDbAsync(db => db.Marks.AnyAsync()));
    }
}

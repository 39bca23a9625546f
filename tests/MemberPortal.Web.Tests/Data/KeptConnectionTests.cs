using System.Data;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

/// <summary>A connection is kept from request to request: what one left behind must not reach the next.</summary>
public sealed class KeptConnectionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTime At = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_transaction_that_nobody_ended_is_undone_and_holds_nobody_up()
    {
        await database.WithDbAsync(async db =>
        {
            await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            db.Add(new ThrottledTry { Key = "half", At = At });
            await db.SaveChangesAsync();
        });

        await AddAsync("whole");

        Assert.Equal(["whole"], await KeysAsync("half", "whole"));
    }

    [Fact]
    public async Task Rows_that_nobody_read_to_the_end_do_not_keep_the_past()
    {
        await AddAsync("past");
        await AddAsync("past");
        await database.WithDbAsync(async db =>
        {
            await foreach (var _ in db.Set<ThrottledTry>().AsNoTracking().Where(t => t.Key == "past").AsAsyncEnumerable())
                break;
        });

        await AddAsync("present");

        Assert.Equal(["present"], await KeysAsync("present"));
    }

    [Fact]
    public async Task A_statement_that_failed_works_the_next_time()
    {
        var member = SampleRows.NewMember(email: $"{Guid.NewGuid():N}@example.org");
        await database.WithDbAsync(db => AddMemberAsync(db, member));

        var sameNumber = new Member
        {
            Number = member.Number,
            Name = member.Name,
            Language = member.Language,
            JoinedOn = member.JoinedOn,
            ProviderKey = Guid.NewGuid(),
        };
        await Assert.ThrowsAsync<DbUpdateException>(() => database.WithDbAsync(db => AddMemberAsync(db, sameNumber)));
        await database.WithDbAsync(db => AddMemberAsync(db, SampleRows.NewMember(email: $"{Guid.NewGuid():N}@example.org")));

        Assert.Equal(1, await database.WithDbAsync(db => db.Members.CountAsync(m => m.Number == member.Number)));
    }

    [Fact]
    public async Task One_statement_is_read_twice_at_the_same_time()
    {
        await AddAsync("inner");
        await AddAsync("inner");

        var pairs = await database.WithDbAsync(async db =>
        {
            var found = 0;
            var tries = db.Set<ThrottledTry>().AsNoTracking().Where(t => t.Key == "inner");
            await foreach (var _ in tries.AsAsyncEnumerable())
                found += (await tries.ToListAsync()).Count;
            return found;
        });

        Assert.Equal(4, pairs);
    }

    private static Task<int> AddMemberAsync(PortalDbContext db, Member member)
    {
        db.Members.Add(member);
        return db.SaveChangesAsync();
    }

    private Task AddAsync(string key) => database.WithDbAsync(async db =>
    {
        db.Add(new ThrottledTry { Key = key, At = At });
        await db.SaveChangesAsync();
    });

    private Task<List<string>> KeysAsync(params string[] keys) => database.WithDbAsync(
        db => db.Set<ThrottledTry>().Where(t => keys.Contains(t.Key)).Select(t => t.Key).Distinct().ToListAsync());
}

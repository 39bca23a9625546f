using System.Diagnostics;
using MemberPortal.Web.Data;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace MemberPortal.Web.Tests.Backup;

/// <summary>Copies of the database: made while people pay, proved, put back, and refused where they are none (5-quality.md, F56).</summary>
public sealed class BackupTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestFolder _backups = new();

    private PortalFile File => new(_folder.Path, IsDemo: false);

    public void Dispose()
    {
        _folder.Dispose();
        _backups.Dispose();
    }

    [Fact, Trait("Fault", "F56")]
    public async Task A_backup_made_while_people_pay_is_whole_and_restores_to_a_portal_whose_books_hold()
    {
        int before, after;
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
        {
            await portal.TakeCashAsync(1);
            using var closing = new CancellationTokenSource();
            var paying = Task.WhenAll(Enumerable.Range(0, 3).Select(cashier => Task.Run(() => PayAsync(portal, cashier, closing.Token))));
            before = await portal.PaymentsAsync();
            for (var i = 0; i < 3; i++)
                Assert.Empty(await BackUpAsync(In($"{i}.db")));
            after = await portal.PaymentsAsync();
            await closing.CancelAsync();
            await paying;
            await portal.AssertProvenAsync();
        }

        var kept = await RestoreAsync(In("2.db"));

        await using var restored = await StoredPortal.StartAsync(_folder.Path);
        Assert.InRange(await restored.PaymentsAsync(), before, after);
        await restored.AssertProvenAsync();
        await restored.TakeCashAsync(99_999);
        await restored.AssertProvenAsync();
        Assert.Equal($"{File.Path}-replaced-20260302T090000Z", kept);
        Assert.Equal(["0.db", "1.db", "2.db"], Files(_backups));
    }

    /// <summary><c>INVOICES=1000000</c> is the long form: restored within a minute, with books that hold.</summary>
    [Fact, Trait("Fault", "F56")]
    public async Task A_portal_of_many_invoices_is_backed_up_and_restored_with_books_that_hold()
    {
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
            await portal.TakeCashAsync(1);
        await ManyInvoices.AddAsync(File.Path, LongForm.Of("INVOICES", 100) - 1);

        var start = Stopwatch.GetTimestamp();
        Assert.Empty(await BackUpAsync(In("many.db")));
        var backedUp = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await RestoreAsync(In("many.db"));
        var restored = Stopwatch.GetElapsedTime(start);

        output.WriteLine($"{new FileInfo(In("many.db")).Length / 1_000_000} MB: backed up and proved in {backedUp.TotalSeconds:0.0} s, restored in {restored.TotalSeconds:0.0} s");
        Assert.True(LongForm.Said("INVOICES") is null || restored <= TimeSpan.FromMinutes(1), $"Restored in {restored}.");
        await using var again = await StoredPortal.StartAsync(_folder.Path);
        Assert.Equal(LongForm.Of("INVOICES", 100), await again.PaymentsAsync());
    }

    [Fact]
    public async Task What_a_restore_replaced_is_kept_whole()
    {
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
        {
            await BackUpAsync(In("empty.db"));
            await portal.TakeCashAsync(1);
        }

        var kept = await RestoreAsync(In("empty.db"));
        System.IO.File.Move(kept!, In("kept.db"));
        await RestoreAsync(In("kept.db"));

        await using var again = await StoredPortal.StartAsync(_folder.Path);
        Assert.Equal(1, await again.PaymentsAsync());
    }

    [Fact]
    public async Task What_a_restore_kept_outlives_the_next()
    {
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
        {
            await BackUpAsync(In("empty.db"));
            await portal.TakeCashAsync(1);
        }

        var first = await RestoreAsync(In("empty.db"));
        var second = await RestoreAsync(In("empty.db"));
        var third = await RestoreAsync(first!);

        Assert.Equal(
            new[] { first, second, third }.Select(kept => Path.GetFileName(kept)!),
            Files(_folder).Where(file => file.Contains("-replaced", StringComparison.Ordinal)));
        await using var again = await StoredPortal.StartAsync(_folder.Path);
        Assert.Equal(1, await again.PaymentsAsync());
    }

    [Fact]
    public async Task A_copy_that_was_cut_short_on_its_way_to_be_kept_takes_nobodys_name()
    {
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
            await BackUpAsync(In("empty.db"));
        await System.IO.File.WriteAllTextAsync($"{File.Path}-replaced.part", "half of a database");

        var kept = await RestoreAsync(In("empty.db"));

        Assert.Equal([Path.GetFileName(kept!)], Files(_folder).Where(file => file.Contains("replaced", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_backup_that_was_put_in_place_by_hand_starts_too()
    {
        await using (await StoredPortal.StartAsync(_folder.Path))
            await BackUpAsync(In("a.db"));
        System.IO.File.Copy(In("a.db"), File.Path, overwrite: true);

        await (await StoredPortal.StartAsync(_folder.Path)).DisposeAsync();
    }

    [Fact]
    public async Task A_backup_names_where_the_books_do_not_hold()
    {
        await using var portal = await StoredPortal.StartAsync(_folder.Path);
        await portal.TakeCashAsync(1);
        await ChangeAsync(File.Path, """UPDATE "NumberSeries" SET "Last" = 7 WHERE "Series" = 'invoice'""");

        var difference = Assert.Single(await BackUpAsync(In("a.db")));

        Assert.Equal((Invariant.NumbersHaveNoGaps, 7, 1), (difference.Invariant, difference.Expected, difference.Found));
    }

    [Fact]
    public async Task Nobody_but_its_owner_reads_a_backup()
    {
        await using var portal = await StoredPortal.StartAsync(_folder.Path);
        await BackUpAsync(In("a.db"));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(In("a.db")));
    }

    [Fact]
    public async Task A_backup_takes_no_other_files_place_and_one_that_was_cut_short_is_in_nobodys_way()
    {
        await using var portal = await StoredPortal.StartAsync(_folder.Path);
        await System.IO.File.WriteAllTextAsync(In("mine.db"), "mine");
        foreach (var half in (string[])["cut.db.part", $"cut.db.{Guid.NewGuid():N}.part", "cut.db.old.part", "cut.dbx.part"])
            await System.IO.File.WriteAllTextAsync(In(half), "half of a backup");

        Assert.Contains("exists", await RefusalAsync(() => BackUpAsync(In("mine.db"))), StringComparison.Ordinal);
        Assert.Empty(await BackUpAsync(In("cut.db")));

        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(In("mine.db")));
        Assert.Equal(["cut.db", "cut.db.old.part", "cut.dbx.part", "mine.db"], Files(_backups));
    }

    [Fact]
    public async Task A_backup_writes_to_no_file_that_lies_where_it_might_have_grown()
    {
        await (await StoredPortal.StartAsync(_folder.Path)).DisposeAsync();
        await System.IO.File.WriteAllTextAsync(In("mine.txt"), "mine");
        System.IO.File.CreateSymbolicLink(In("a.db.part"), In("mine.txt"));

        Assert.Empty(await BackUpAsync(In("a.db")));

        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(In("mine.txt")));
        Assert.Null(System.IO.File.ResolveLinkTarget(In("a.db"), returnFinalTarget: false));
    }

    [Fact]
    public async Task Of_backups_to_one_file_at_the_same_moment_one_is_made_whole_and_the_others_are_refused()
    {
        await using var portal = await StoredPortal.StartAsync(_folder.Path);
        await portal.TakeCashAsync(1);

        var reasons = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            await Record.ExceptionAsync(() => BackUpAsync(In("a.db"))) is { } refused ? StartRefusal.ReasonOf(refused) ?? refused.ToString() : "")));

        Assert.Equal(["", .. Enumerable.Repeat($"{In("a.db")} exists already.", 3)], reasons.Order(StringComparer.Ordinal));
        Assert.Equal(["a.db"], Files(_backups));
        await DatabaseCheck.DemandAsync(In("a.db"), isDemo: false, default);
    }

    [Fact]
    public async Task A_damaged_database_makes_no_backup()
    {
        await (await StoredPortal.StartAsync(_folder.Path)).DisposeAsync();
        await DamageAsync(File.Path);

        Assert.Contains(File.Path, await RefusalAsync(() => BackUpAsync(In("a.db"))), StringComparison.Ordinal);
        Assert.Empty(Files(_backups));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_portal_that_runs_and_no_portal_starts_under_a_restore()
    {
        await using (await StoredPortal.StartAsync(_folder.Path))
        {
            await BackUpAsync(In("a.db"));
            Assert.Contains("Stop the portal", await RefusalAsync(() => RestoreAsync(In("a.db"))), StringComparison.Ordinal);
        }

        using var restoring = new DatabaseHold(File);
        restoring.TakeAlone();
        Assert.Contains("restored", await RefusalAsync(() => StoredPortal.StartAsync(_folder.Path)), StringComparison.Ordinal);
    }

    public static TheoryData<string> Unfit => ["missing", "text", "cut", "damaged", "empty", "another program's", "a demo's", "of another version", "in use"];

    [Theory, MemberData(nameof(Unfit)), Trait("Fault", "F52")]
    public async Task What_is_no_backup_of_this_portal_is_refused_in_one_line_and_changes_nothing(string unfit)
    {
        await using (var portal = await StoredPortal.StartAsync(_folder.Path))
        {
            await portal.TakeCashAsync(1);
            await BackUpAsync(In("backup.db"));
        }

        await SpoilAsync(In("backup.db"), unfit);
        var before = await DatabaseFingerprint.OfAsync(File.Path);

        var reason = await RefusalAsync(() => RestoreAsync(In("backup.db")));

        Assert.StartsWith(In("backup.db"), reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
        SqliteConnection.ClearAllPools();
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(File.Path));
        Assert.DoesNotContain("portal.db-restoring", Files(_folder));
    }

    [Fact]
    public async Task The_commands_say_in_one_line_what_they_did_and_answer_whoever_called_them()
    {
        await (await StoredPortal.StartAsync(_folder.Path)).DisposeAsync();

        var made = await RunAsync("backup", In("a.db"));
        var restored = await RunAsync("restore", In("a.db"));
        var nowhere = await RunAsync("backup");

        Assert.Equal((0, 0, 1), (made.ExitCode, restored.ExitCode, nowhere.ExitCode));
        Assert.Contains("0 differences", Assert.Single(made.Lines), StringComparison.Ordinal);
        Assert.Contains($"{File.Path}-replaced-", Assert.Single(restored.Lines), StringComparison.Ordinal);
        Assert.Equal("backup is followed by a file.", Assert.Single(nowhere.Lines));
    }

    private string In(string file) => Path.Combine(_backups.Path, file);

    private static IEnumerable<string> Files(TestFolder folder) => Directory.EnumerateFiles(folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private Task<IReadOnlyList<Difference>> BackUpAsync(string target) => new BackUpDatabase(File, new TestClock()).RunAsync(target, default);

    private Task<string?> RestoreAsync(string backup) => new RestoreDatabase(File, new TestClock()).RunAsync(backup, default);

    private static async Task PayAsync(StoredPortal portal, int cashier, CancellationToken closing)
    {
        for (var i = 0; !closing.IsCancellationRequested; i++)
            await portal.TakeCashAsync(10 + cashier + (i * 3));
    }

    private static async Task<string> RefusalAsync(Func<Task> act)
    {
        var reason = StartRefusal.ReasonOf(await Assert.ThrowsAnyAsync<Exception>(act));
        Assert.NotNull(reason);
        return reason;
    }

    private static async Task SpoilAsync(string file, string unfit)
    {
        switch (unfit)
        {
            case "missing":
                System.IO.File.Delete(file);
                break;

            case "text":
                await System.IO.File.WriteAllTextAsync(file, "This is no database, and it is longer than its header would be.");
                break;

            case "cut":
                var bytes = await System.IO.File.ReadAllBytesAsync(file);
                await System.IO.File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2 / 4096 * 4096)]);
                break;

            case "damaged":
                await DamageAsync(file);
                break;

            case "empty":
                await System.IO.File.WriteAllBytesAsync(file, []);
                break;

            case "another program's":
                System.IO.File.Delete(file);
                await ChangeAsync(file, "CREATE TABLE notes (text)");
                break;

            case "a demo's":
                await ChangeAsync(file, """UPDATE "Marks" SET "IsDemo" = 1""");
                break;

            case "of another version":
                await ChangeAsync(file, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_NextYears', '10.0.0')""");
                break;

            default:
                await System.IO.File.WriteAllBytesAsync($"{file}-wal", [1]);
                break;
        }
    }

    private static async Task DamageAsync(string file)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(file);
        Array.Fill(bytes, (byte)0xA5, 8 * 4096, 4096);
        await System.IO.File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task ChangeAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // written above
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As whoever runs the machine does. Right after the file it is said whose backup that is.</summary>
    private async Task<(int ExitCode, string[] Lines)> RunAsync(params string[] command)
    {
        var settings = ProductionSettings.In(_folder.Path)
            .OrderByDescending(setting => setting.Key == "Storage:Folder")
            .Select(setting => $"--{setting.Key}={setting.Value}");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MemberPortal.Web.dll"), .. command, .. settings])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, $"{await output}{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

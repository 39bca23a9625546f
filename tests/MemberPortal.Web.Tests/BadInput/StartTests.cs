using System.Diagnostics;
using System.Runtime.Versioning;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>A portal that cannot start says why in one line, and names the setting or the file.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, Trait("Fault", "F16")]
    [InlineData("Portal:PublicUrl", "")]
    [InlineData("Portal:PublicUrl", "http://portal.club.example")]
    [InlineData("Portal:PublicUrl", "nonsense")]
    [InlineData("Portal:KnownProxies:0", "nginx")]
    [InlineData("Portal:KnownProxies:0", "10.0.0.1:80")]
    [InlineData("Portal:KnownProxies:0", "10.0.0.0/33")]
    [InlineData("Portal:WritePatienceSeconds", "0")]
    [InlineData("Portal:WritePatienceSeconds", "soon")]
    [InlineData("Stripe:SecretKey", "pk_test_of_nobody_at_all")]
    [InlineData("Stripe:WebhookSecrets:0", "")]
    [InlineData("Stripe:ApiBase", "http://api.stripe.com")]
    [InlineData("Organisation:Name", "")]
    [InlineData("Organisation:TimeZone", "")]
    [InlineData("Organisation:TimeZone", "Nowhere/Else")]
    [InlineData("Organisation:Currency", "kroner")]
    [InlineData("Organisation:Currency", "XXQ")]
    [InlineData("Organisation:Language", "de")]
    [InlineData("Organisation:BankAccount", "")]
    [InlineData("Organisation:ContactEmail", "nobody")]
    [InlineData("Organisation:Hue", "31")]
    [InlineData("Mail:Host", "")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:Connections", "many")]
    [InlineData("Invoicing:QuietFromHour", "24")]
    [InlineData("Invoicing:KidAlgorithm", "Mod97")]
    [InlineData("SignIn:TriesPerAccount", "0")]
    [InlineData("Demo:SandboxPort", "70000")]
    public async Task What_is_not_set_right_is_named(string setting, string value)
    {
        var reason = await RefusalAsync(new() { [setting] = value });

        Assert.Contains(setting.Replace(":0", "", StringComparison.Ordinal).Split(':')[^1], reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task With_nothing_but_a_key_everything_that_is_missing_is_named()
    {
        var nothing = ProductionSettings.In(_folder.Path).Keys
            .Where(key => key is not ("urls" or "Storage:Folder" or "Stripe:SecretKey" or "Stripe:WebhookSecrets:0" or "Portal:PublicUrl" or "Portal:RunsSchedule" or "Mail:Port"))
            .Where(key => !key.StartsWith("Organisation:", StringComparison.Ordinal))
            .ToDictionary(key => key, _ => (string?)"");
        nothing["SignIn:TryMinutes"] = "0";

        var reason = await RefusalAsync(nothing);

        Assert.Contains("Mail:Host", reason, StringComparison.Ordinal);
        Assert.Contains("TryMinutes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_other_mode_is_refused_untouched()
    {
        await using (await StartAsync(ProductionSettings.In(_folder.Path)))
        {
        }

        SqliteConnection.ClearAllPools();
        File.Copy(InFolder("portal.db"), InFolder("demo.db"));
        var before = await File.ReadAllBytesAsync(InFolder("demo.db"));

        var reason = await RefusalAsync(new() { ["Stripe:SecretKey"] = "", ["Demo:SandboxPort"] = "0" });

        Assert.Contains(InFolder("demo.db"), reason, StringComparison.Ordinal);
        Assert.Contains("production", reason, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        Assert.Equal(before, await File.ReadAllBytesAsync(InFolder("demo.db")));
    }

    [Fact]
    public async Task A_demos_file_is_no_production_portals()
    {
        await using (await StartAsync(With(new() { ["Stripe:SecretKey"] = "", ["Stripe:WebhookSecrets:0"] = "", ["Demo:SandboxPort"] = "0", ["Demo:HasData"] = "false" })))
        {
        }

        SqliteConnection.ClearAllPools();
        File.Copy(InFolder("demo.db"), InFolder("portal.db"));

        var reason = await RefusalAsync([]);

        Assert.Contains(InFolder("portal.db"), reason, StringComparison.Ordinal);
        Assert.Contains("demo", reason, StringComparison.Ordinal);
    }

    public static TheoryData<string> Damages => ["garbage", "cut", "a page", "a bit", "read-only", "a folder"];

    [Theory, MemberData(nameof(Damages)), Trait("Fault", "F52")]
    public async Task A_file_that_cannot_be_used_is_named_and_left_alone(string damage)
    {
        await using (await StartAsync(ProductionSettings.In(_folder.Path)))
        {
        }

        SqliteConnection.ClearAllPools();
        await DamageAsync(InFolder("portal.db"), damage);

        var reason = await RefusalAsync([]);

        Assert.Contains(InFolder("portal.db"), reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_untouched()
    {
        await using (var connection = new SqliteConnection($"Data Source={InFolder("portal.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE notes (text)";
            await command.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(InFolder("portal.db"));

        Assert.Contains("another program", await RefusalAsync([]), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(InFolder("portal.db")));
    }

    [Fact]
    public async Task The_database_of_another_version_is_refused()
    {
        await using (await StartAsync(ProductionSettings.In(_folder.Path)))
        {
        }

        SqliteConnection.ClearAllPools();
        await using (var connection = new SqliteConnection($"Data Source={InFolder("portal.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231235959_NextYears', '10.0.0')";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("29991231235959_NextYears", await RefusalAsync([]), StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "F52")]
    public async Task A_file_whose_log_was_deleted_starts_with_what_it_has()
    {
        await using (await StartAsync(ProductionSettings.In(_folder.Path)))
        {
            File.Copy(InFolder("portal.db"), InFolder("crashed.db"));   // as a crash leaves it, without its -wal
        }

        SqliteConnection.ClearAllPools();
        File.Move(InFolder("crashed.db"), InFolder("portal.db"), overwrite: true);

        await (await StartAsync(ProductionSettings.In(_folder.Path))).DisposeAsync();
    }

    [Fact]
    public async Task A_folder_that_is_none_is_named()
    {
        await File.WriteAllTextAsync(InFolder("taken"), "");

        Assert.Contains(InFolder("taken"), await RefusalAsync(new() { ["Storage:Folder"] = InFolder("taken") }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.0/8")]
    [InlineData("fd00::/8")]
    public async Task A_proxy_is_named_by_its_address_or_by_its_network(string proxy) =>
        await (await StartAsync(With(new() { ["Portal:KnownProxies:0"] = proxy }))).DisposeAsync();

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Nobody_but_its_owner_looks_into_a_folder_that_the_portal_made_or_into_a_file_in_it()
    {
        const UnixFileMode owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = InFolder("made");

        await using (await StartAsync(With(new() { ["Storage:Folder"] = folder })))
        {
            using var schedule = new ScheduleLease(new(folder, IsDemo: false));
            Assert.True(schedule.IsOurs());
            var files = Directory.GetFiles(folder);
            Assert.Equal(
                ["portal.db", "portal.db-open", "portal.db-schedule", "portal.db-shm", "portal.db-start", "portal.db-wal"],
                files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(owners | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.All(files, file => Assert.Equal((file, owners), (file, File.GetUnixFileMode(file))));
        }
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_is_there_stays_as_whoever_made_it_wished()
    {
        const UnixFileMode wished = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(_folder.Path, wished);

        await (await StartAsync(ProductionSettings.In(_folder.Path))).DisposeAsync();

        Assert.Equal(wished, File.GetUnixFileMode(_folder.Path));
    }

    [Fact, Trait("Fault", "F52")]
    public async Task The_process_ends_with_one_and_one_line()
    {
        await File.WriteAllTextAsync(InFolder("portal.db"), "This is no database, and it is longer than its header would be.");
        var settings = ProductionSettings.In(_folder.Path).Select(setting => $"--{setting.Key}={setting.Value}");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MemberPortal.Web.dll"), .. settings])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

        var (errors, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(InFolder("portal.db"), Assert.Single((await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", await output, StringComparison.Ordinal);
    }

    private static async Task DamageAsync(string file, string damage)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        switch (damage)
        {
            case "garbage":
                Array.Fill(bytes, (byte)'x');
                break;

            case "cut":
                bytes = bytes[..(bytes.Length / 2 / 4096 * 4096)];
                break;

            case "a page":
                Array.Fill(bytes, (byte)0xA5, 8 * 4096, 4096);
                break;

            case "a bit":
                bytes[8 * 4096] ^= 0x40;   // the kind of a page
                break;

            case "read-only":
                bytes[18] = 3;   // a format that SQLite reads and may not write: read-only to root as well
                break;

            default:
                File.Delete(file);
                Directory.CreateDirectory(file);
                return;
        }

        await File.WriteAllBytesAsync(file, bytes);
    }

    private async Task<string> RefusalAsync(Dictionary<string, string?> changed)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await (await StartAsync(With(changed))).DisposeAsync());
        var reason = StartRefusal.ReasonOf(failure);
        Assert.True(reason is not null, $"a stack trace: {failure}");
        return reason;
    }

    private Dictionary<string, string?> With(Dictionary<string, string?> changed)
    {
        var settings = ProductionSettings.In(_folder.Path);
        foreach (var (key, value) in changed)
            settings[key] = value;
        return settings;
    }

    private static Task<RunningPortal> StartAsync(Dictionary<string, string?> settings) => Program.StartAsync([], new TestClock(), builder =>
    {
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
    });

    private string InFolder(string file) => Path.Combine(_folder.Path, file);
}

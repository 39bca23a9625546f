using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Settings;

/// <summary>
/// Puts the numbers of the settings page in force, in every process, and notes who changed which. Nothing is changed when
/// one of them does not fit.
/// </summary>
internal sealed class ChangeSettings(PortalDbContext db, IConfiguration configuration, DatabaseSettings overlay, TimeProvider clock)
{
    /// <param name="typed">What was typed, by the setting's key.</param>
    /// <param name="seen">The last change that the page showed: <see cref="SettingsSheet.Seen"/>.</param>
    /// <param name="by">Who changes them.</param>
    /// <param name="cancellationToken">Ends the wait for a turn to write.</param>
    public async Task<ChangeSettingsOutcome> RunAsync(
        IReadOnlyDictionary<string, string?> typed, long seen, StaffMember by, CancellationToken cancellationToken)
    {
        var numbers = EditableSettings.All.ToDictionary(setting => setting, setting => setting.Read(typed.GetValueOrDefault(setting.Key)));
        var outside = numbers.Where(number => number.Value is null).Select(number => number.Key).ToList();
        if (outside.Count > 0)
            return new ChangeSettingsOutcome.OutOfRange(outside);

        var wanted = numbers.ToDictionary(number => number.Key, number => number.Value!.Value);
        if (Contradicting(wanted) is { Count: > 0 } contradicting)
            return new ChangeSettingsOutcome.DoNotFit(contradicting);

        var outcome = await db.WriteAsync(() => WriteAsync(wanted, seen, by, cancellationToken), cancellationToken);
        overlay.Reload();
        return outcome;
    }

    /// <summary>The settings of sections whose own validation refuses the whole.</summary>
    private List<EditableSetting> Contradicting(Dictionary<EditableSetting, int> wanted)
    {
        var candidate = new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection(wanted.Select(number => KeyValuePair.Create(number.Key.Key, (string?)TextOf(number.Value))))
            .Build();
        var contradicting = new List<EditableSetting>();
        foreach (var section in wanted.Keys.GroupBy(setting => (setting.Section, setting.Options)))
        {
            var (options, problems) = (candidate.GetSection(section.Key.Section).Get(section.Key.Options)!, new List<ValidationResult>());
            if (Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true))
                continue;

            var named = problems.SelectMany(problem => problem.MemberNames).ToHashSet();
            contradicting.AddRange(section.Where(setting => named.Count == 0 || named.Contains(setting.Option.Name)));
        }

        return contradicting;
    }

    private async Task<ChangeSettingsOutcome> WriteAsync(
        Dictionary<EditableSetting, int> wanted, long seen, StaffMember by, CancellationToken cancellationToken)
    {
        var rows = await db.Settings.ToDictionaryAsync(row => row.Key, cancellationToken);
        if (SettingsSheet.SeenIn(rows.Values) != seen)
            return new ChangeSettingsOutcome.ChangedMeanwhile();

        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (setting, number) in wanted)
        {
            var row = rows.GetValueOrDefault(setting.Key);
            var (was, text) = (row?.Value ?? TextOf(setting.In(configuration)), TextOf(number));
            if (was == text)
                continue;

            if (row is null)
                db.Settings.Add(row = new Setting { Key = setting.Key, Value = text, ChangedAt = now });

            (row.Value, row.ChangedAt, row.ChangedBy) = (text, now, by.Name);
            db.AuditLog.Add(by.Did(AuditAct.SettingChanged, now, detail: $"{setting.Key} {was} → {text}"));
        }

        return new ChangeSettingsOutcome.Changed();
    }

    private static string TextOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal abstract record ChangeSettingsOutcome
{
    internal sealed record Changed : ChangeSettingsOutcome;

    internal sealed record OutOfRange(IReadOnlyList<EditableSetting> Settings) : ChangeSettingsOutcome;

    /// <summary>Each is in its range, and together they contradict each other.</summary>
    internal sealed record DoNotFit(IReadOnlyList<EditableSetting> Settings) : ChangeSettingsOutcome;

    internal sealed record ChangedMeanwhile : ChangeSettingsOutcome;
}

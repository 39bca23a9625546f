using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Settings;

/// <summary>The settings page: each number in force, and who set it last.</summary>
internal sealed record SettingsSheet(IReadOnlyList<SettingRow> Rows, long Seen)
{
    /// <summary>Names the last change, so that two who change at once do not undo each other's.</summary>
    public static long SeenIn(IEnumerable<Setting> rows) =>
        rows.Where(row => EditableSettings.All.Any(setting => setting.Key == row.Key)).Select(row => row.ChangedAt.Ticks).DefaultIfEmpty().Max();
}

internal sealed record SettingRow(EditableSetting Setting, int Number, DateTime? ChangedAt, string? ChangedBy);

using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Settings;

internal sealed class SettingsQuery(PortalDbContext db, IConfiguration configuration)
{
    public async Task<SettingsSheet> RunAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Settings.AsNoTracking().ToDictionaryAsync(row => row.Key, cancellationToken);
        return new(
            [
                .. from setting in EditableSettings.All
                   let row = rows.GetValueOrDefault(setting.Key)
                   select new SettingRow(setting, setting.In(configuration), row?.ChangedAt, row?.ChangedBy),
            ],
            SettingsSheet.SeenIn(rows.Values));
    }
}

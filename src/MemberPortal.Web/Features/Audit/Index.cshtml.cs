using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Audit;

/// <summary>Who changed what, when and why: the newest first, by the page, of everybody or of one member.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class IndexModel(PortalDbContext db) : PageModel
{
    private const int PageLength = 50;

    /// <summary>The number of a member; as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Member { get; set; }

    /// <summary>Where an older page begins: the id of the last line of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<AuditRow> Rows { get; private set; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Older { get; private set; }

    /// <summary>Put together from what is asked, so that each question finds its index.</summary>
    public static IQueryable<AuditEntry> EntriesOf(PortalDbContext db, int? memberId, int? before)
    {
        var entries = db.AuditLog.AsNoTracking();
        if (memberId is not null)
            entries = entries.Where(e => e.MemberId == memberId);
        if (before is not null)
            entries = entries.Where(e => e.Id < before);

        return entries.OrderByDescending(e => e.Id);
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        int? memberId = null;
        if (!string.IsNullOrWhiteSpace(Member))
        {
            // A number that nobody has, or none at all, has no lines.
            _ = int.TryParse(Member, out var number);
            memberId = await db.Members.Where(m => m.Number == number).Select(m => m.Id).SingleOrDefaultAsync(cancellationToken);
        }

        var entries = EntriesOf(db, memberId, Before).Take(PageLength + 1);
        var rows = await (
            from entry in entries
            join member in db.Members on entry.MemberId equals member.Id into members
            from member in members.DefaultIfEmpty()
            orderby entry.Id descending
            select new AuditRow
            {
                Entry = entry,
                MemberNumber = member == null ? null : member.Number,
                MemberName = member == null ? null : member.Name,
            }).ToListAsync(cancellationToken);
        Rows = [.. rows.Take(PageLength)];
        Older = rows.Count > PageLength ? Rows[^1].Entry.Id : null;
    }
}

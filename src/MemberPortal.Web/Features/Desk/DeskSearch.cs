using System.Globalization;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Desk;

/// <summary>
/// Finds whom or what somebody at the desk means: a member by the beginnings of any words of the name, by number or mail
/// address; an invoice by its number or KID, spaces or not. Each by an index, also among a hundred thousand members.
/// </summary>
internal sealed class DeskSearch(PortalDbContext db)
{
    private const int Shown = 10;

    /// <summary>Read where some words are of one member.</summary>
    private const int Read = 50;

    private const int MostWords = 5;

    public async Task<DeskHits> RunAsync(string typed, CancellationToken cancellationToken)
    {
        var compact = Kid.Normalise(typed);
        var claims = await InvoicesBy(db, compact).Select(ClaimRow.Of).ToListAsync(cancellationToken);
        var ids = await MemberIdsAsync(typed, compact, cancellationToken);
        return new DeskHits
        {
            Claims = claims,
            Members = await MembersAsync([.. ids.Take(Shown)], cancellationToken),
            IsMore = ids.Count > Shown,
        };
    }

    public static IQueryable<Invoice> InvoicesBy(PortalDbContext db, string reference) =>
        db.Invoices.AsNoTracking().Where(i => i.Number == reference || i.Kid == reference);

    /// <summary>Members who have, for each of these, a word that begins so; in the order of the first.</summary>
    public static IQueryable<int> MemberIdsBy(PortalDbContext db, IReadOnlyList<string> beginnings)
    {
        var found = db.MemberWords.AsNoTracking().Where(MemberWord.BeginningWith(beginnings[0]));
        foreach (var beginning in beginnings.Skip(1))
        {
            var others = db.MemberWords.Where(MemberWord.BeginningWith(beginning));
            found = found.Where(word => others.Any(other => other.MemberId == word.MemberId));
        }

        return found.OrderBy(word => word.Word).ThenBy(word => word.MemberId).Select(word => word.MemberId);
    }

    /// <summary>What each invoice of these members still asks for.</summary>
    public static IQueryable<ClaimRow> OwedBy(PortalDbContext db, IReadOnlyList<int> memberIds) => db.Invoices.AsNoTracking()
        .Where(i => memberIds.Contains(i.MemberId))
        .Owed()
        .OrderBy(i => i.DueOn).ThenBy(i => i.Id)
        .Select(ClaimRow.Of);

    private async Task<List<int>> MemberIdsAsync(string typed, string compact, CancellationToken cancellationToken)
    {
        if (int.TryParse(compact, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await db.Members.Where(m => m.Number == number).Select(m => m.Id).ToListAsync(cancellationToken);

        // The longest first: fewest begin so.
        string[] beginnings = compact.Contains('@', StringComparison.Ordinal)
            ? [SearchText.AddressOf(compact)]
            : [.. SearchText.WordsOf(typed).Distinct().OrderByDescending(word => word.Length).Take(MostWords)];
        if (beginnings.Length == 0)
            return [];

        return [.. (await MemberIdsBy(db, beginnings).Take(Read).ToListAsync(cancellationToken)).Distinct()];
    }

    private async Task<List<MemberHit>> MembersAsync(List<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];

        var members = await db.Members.AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .Select(m => new MemberHit { Id = m.Id, Number = m.Number, Name = m.Name, Email = m.Email })
            .ToListAsync(cancellationToken);
        var owed = (await OwedBy(db, ids).ToListAsync(cancellationToken)).ToLookup(row => row.MemberId, row => row.Invoice);
        return
        [
            .. members.OrderBy(member => ids.IndexOf(member.Id))
                .Select(member => member with { Owed = [.. owed[member.Id].MostUrgentFirst()] }),
        ];
    }
}

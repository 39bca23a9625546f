using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Proof;

/// <summary>Reads the latest proof with what it found, and when the ones before it were.</summary>
internal sealed class ProofQuery(PortalDbContext db)
{
    private const int Shown = 14;

    public async Task<ProofSheet> RunAsync(CancellationToken cancellationToken)
    {
        var runs = await db.ProofRuns.AsNoTracking()
            .OrderByDescending(run => run.Id)
            .Take(Shown)
            .Select(run => new ProofLine { Id = run.Id, StartedAt = run.StartedAt, ComparedSince = run.ComparedSince, Differences = run.Differences.Count })
            .ToListAsync(cancellationToken);
        var differences = runs.Count == 0
            ? []
            : await db.ProofDifferences.AsNoTracking().Where(d => d.RunId == runs[0].Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);

        return new(runs, differences.ToLookup(difference => difference.Invariant));
    }
}

/// <summary>One proof among the latest.</summary>
internal sealed record ProofLine
{
    public required int Id { get; init; }
    public required DateTime StartedAt { get; init; }
    public required DateTime? ComparedSince { get; init; }
    public required int Differences { get; init; }
}

/// <param name="Runs">The newest first.</param>
/// <param name="Differences">Of the newest.</param>
internal sealed record ProofSheet(IReadOnlyList<ProofLine> Runs, ILookup<Invariant, ProofDifference> Differences)
{
    public ProofLine? Latest => Runs.Count > 0 ? Runs[0] : null;
}

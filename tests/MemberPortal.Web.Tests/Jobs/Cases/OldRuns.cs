using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>A job that ran more often than is remembered, and a failure that was mended in spring.</summary>
internal sealed class OldRuns : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["runs: 500, the first of them 21", "failures: 0"];

    public override Task ArrangeAsync(NodesPortal portal) => portal.WithDbAsync(async db =>
    {
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        for (var i = 1; i <= 520; i++)
        {
            db.JobRuns.Add(new JobRun
            {
                Id = i, Job = nameof(IssueDueDrafts), StartedAt = now, FinishedAt = now, Outcome = RunOutcome.Succeeded, Done = 1, Failed = 0,
            });
        }

        db.FailedItems.Add(new FailedItem
        {
            Job = nameof(IssueDueDrafts), UseCase = nameof(IssueInvoice), Item = "1", Reason = "Exception",
            FirstAt = now.AddDays(-100), LastAt = now.AddDays(-100), Tries = 1, ResolvedAt = now.AddDays(-91),
        });
        await db.SaveChangesAsync();
    });

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => await portal.WithDbAsync(async db =>
    {
        var runs = db.JobRuns.Where(run => run.Job == nameof(IssueDueDrafts));
        return (IReadOnlyList<string>)
        [
            $"runs: {await runs.CountAsync()}, the first of them {await runs.MinAsync(run => run.Id)}",
            $"failures: {await db.FailedItems.CountAsync()}",
        ];
    });
}

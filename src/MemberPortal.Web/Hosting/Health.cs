using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// What a supervisor asks, by whatever name it knows this machine: whether the process lives, and whether it can serve.
/// Strangers learn yes or no; the reason is in the log.
/// </summary>
internal static class Health
{
    public const string Folder = "/health";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup(Folder).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
        health.MapMethods("/live", Reading, () => Results.Text("ok"));
        health.MapMethods("/ready", Reading, ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(
        PortalDbContext db, SchedulePulse schedule, ILogger<SchedulePulse> log, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(db, schedule, cancellationToken);
        if (missing is null)
            return Results.Text("ok");

        log.LogWarning("Not ready: {Missing}", missing);
        return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string?> MissingAsync(PortalDbContext db, SchedulePulse schedule, CancellationToken cancellationToken)
    {
        try
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                return "the database is not migrated";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the database does not answer ({failure.GetType().Name})";
        }

        return schedule.IsAlive ? null : "the schedule stands still";
    }
}

using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Operations;

public sealed class RunsPageTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    [Fact]
    public async Task An_administrator_runs_a_job_now_and_reads_how_it_went()
    {
        using var admin = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Admin));
        await portal.AddDraftAsync(await portal.AddMemberAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(61));

        using var answer = await admin.PostAsync("/runs", "/runs/run", ("job", nameof(IssueDueDrafts)));
        var page = await admin.ReadAsync("/runs");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("Sends drafts: done 1, failed 0.", page, StringComparison.Ordinal);
        Assert.Contains("Went well", page, StringComparison.Ordinal);
        var entry = await portal.WithDbAsync(db => db.AuditLog.AsNoTracking().SingleAsync(e => e.What == AuditAct.JobRun && e.Detail == nameof(IssueDueDrafts)));
        Assert.Equal("Kari Nordmann", entry.By);
    }

    [Fact]
    public async Task What_failed_shows_its_reason_and_is_tried_again_or_set_aside()
    {
        using var admin = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Admin));
        var (mended, hopeless) = (await FailedAsync("evt_mended"), await FailedAsync("evt_hopeless"));
        var page = await admin.ReadAsync("/runs");
        Assert.Contains("The payment provider did not answer.", page, StringComparison.Ordinal);
        Assert.Contains("evt_hopeless", page, StringComparison.Ordinal);

        using var retried = await admin.PostAsync("/runs", "/runs/retry", ("item", $"{mended}"));
        using var aside = await admin.PostAsync("/runs", "/runs/aside", ("item", $"{hopeless}"));
        using var asideAgain = await admin.PostAsync("/runs", "/runs/aside", ("item", $"{hopeless}"));

        Assert.Equal(
            (HttpStatusCode.Found, HttpStatusCode.Found, HttpStatusCode.NotFound), (retried.StatusCode, aside.StatusCode, asideAgain.StatusCode));
        Assert.DoesNotContain("evt_", await admin.ReadAsync("/runs"), StringComparison.Ordinal);
        Assert.Equal(EventOutcome.Ignored, await portal.WithDbAsync(db => db.StripeInbox.Where(e => e.Id == "evt_mended").Select(e => e.Outcome).SingleAsync()));
        Assert.Equal(EventOutcome.Waiting, await portal.WithDbAsync(db => db.StripeInbox.Where(e => e.Id == "evt_hopeless").Select(e => e.Outcome).SingleAsync()));
        Assert.True(await portal.WithDbAsync(db => db.AuditLog.AnyAsync(e => e.What == AuditAct.FailureSetAside && e.Detail == "HandleStripeEvent evt_hopeless")));
    }

    private Task<int> FailedAsync(string eventId) => portal.WithDbAsync(async db =>
    {
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        var item = new FailedItem
        {
            Job = "HandleStripeEvents", UseCase = "HandleStripeEvent", Item = eventId, Reason = "StripeUnavailable", FirstAt = now, LastAt = now, Tries = 3,
        };
        db.StripeInbox.Add(new StripeEvent { Id = eventId, Type = "nobody.listens", ObjectId = "", ReceivedAt = now, NextTryAt = now.AddDays(1) });
        db.FailedItems.Add(item);
        await db.SaveChangesAsync();
        return item.Id;
    });
}

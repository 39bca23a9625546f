using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Reminders;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// The rows of the reminder rules that SQL must find, by the index of what is owed: a million paid invoices cost nothing.
/// LateInvoiceQueriesTests holds them and <see cref="ReminderFacts"/> together.
/// </summary>
internal static class LateInvoiceQueries
{
    /// <summary>
    /// Members with an invoice whose newest stage is <paramref name="stage"/> today and has not left. The rules decide on
    /// each again; only an address that cannot be used is left to them alone.
    /// </summary>
    public static IQueryable<int> MembersAtStage(this PortalDbContext db, int stage, ReminderPlan plan, DateOnly today, DateTime now)
    {
        var reachedBy = today.AddDays(-plan.DaysAfterDue[stage - 1]);
        var passedBy = stage < plan.LastStage ? today.AddDays(-plan.DaysAfterDue[stage]) : DateOnly.MinValue;
        return db.Invoices.Owed()
            .Where(i => i.DueOn <= reachedBy && i.DueOn > passedBy)
            .Where(i => !db.Reminders.Any(r => r.InvoiceId == i.Id && r.DueOn == i.DueOn && r.Stage >= stage))
            .NotHeldBackOn(today, plan)
            .Where(i => i.Member!.Email != null && i.Member.EmailBouncedAt == null)
            .Where(i => !db.UnknownCharges(now).Any(claim => claim.InvoiceId == i.Id))
            .Select(i => i.MemberId)
            .Distinct();
    }

    /// <summary>Invoices whose last stage left long enough ago to give them up.</summary>
    public static IQueryable<int> UsedUpOn(this PortalDbContext db, ReminderPlan plan, DateOnly today, DateTime now)
    {
        var leftBy = today.AddDays(-plan.DaysUntilGivenUp);
        return db.Invoices.PastDueOn(leftBy)
            .Where(i => db.Reminders.Any(r => r.InvoiceId == i.Id && r.DueOn == i.DueOn && r.Stage >= plan.LastStage && r.LeftOn <= leftBy))
            .NotHeldBackOn(today, plan)
            .Where(i => !db.UnknownCharges(now).Any(claim => claim.InvoiceId == i.Id))
            .Select(i => i.Id);
    }

    /// <param name="db">Whose rows.</param>
    /// <param name="invoices">Of whom or which; only the late ones are answered, the longest late first.</param>
    /// <param name="today">Business date.</param>
    /// <param name="now">UTC.</param>
    /// <param name="but">A mail whose own stages do not count, since it is just being looked at again.</param>
    public static IQueryable<LateInvoice> LateInvoices(
        this PortalDbContext db, IQueryable<Invoice> invoices, DateOnly today, DateTime now, int? but = null) =>
        from invoice in invoices.AsNoTracking().PastDueOn(today)
        orderby invoice.DueOn, invoice.Id
        select new LateInvoice
        {
            Invoice = invoice,
            Member = invoice.Member!,
            LastStage = db.Reminders
                .Where(r => r.InvoiceId == invoice.Id && r.DueOn == invoice.DueOn && r.MailId != but)
                .Max(r => (int?)r.Stage) ?? 0,
            LastLeftOn = db.Reminders
                .Where(r => r.InvoiceId == invoice.Id && r.DueOn == invoice.DueOn && r.MailId != but)
                .OrderByDescending(r => r.Stage)
                .Select(r => r.LeftOn)
                .FirstOrDefault(),
            IsChargeUnknown = db.UnknownCharges(now).Any(claim => claim.InvoiceId == invoice.Id),
        };

    private static IQueryable<Invoice> NotHeldBackOn(this IQueryable<Invoice> invoices, DateOnly today, ReminderPlan plan)
    {
        var reportedBy = today.AddDays(-plan.TransferDays);
        return invoices
            .Where(i => i.Kind != InvoiceKind.TopUp)
            .Where(i => i.ProcessingSince == null && i.DisputedAt == null && i.RefundStartedAt == null && i.ActAwaitedSince == null)
            .Where(i => i.RemindersPausedUntil == null || i.RemindersPausedUntil <= today)
            .Where(i => i.TransferReportedOn == null || i.TransferReportedOn <= reportedBy);
    }

    /// <summary>What is charged by an attempt that the provider has not named, or whose page has had its time.</summary>
    private static IQueryable<AttemptClaim> UnknownCharges(this PortalDbContext db, DateTime now) =>
        from claim in db.AttemptClaims
        join attempt in db.ChargeAttempts on claim.AttemptId equals attempt.Id
        where claim.ReleasedAt == null
            && ((attempt.CheckoutId == null && attempt.PaymentIntentId == null) || attempt.PageExpiresAt <= now)
        select claim;
}

using MemberPortal.Billing.Reminders;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Desk;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

/// <summary>
/// Each hot query finds its index on a database that was never analysed: SQLite picks the wrong one of two plausible
/// ones otherwise (5-quality.md, "Learnt by measuring", 1).
/// </summary>
public sealed class QueryPlanTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Today = new(2026, 4, 1);
    private static readonly ReminderPlan Plan = new() { DaysAfterDue = [3, 10, 17], DaysUntilGivenUp = 30, TransferDays = 5 };
    private static readonly DateTime Now = new(2026, 4, 1, 9, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string> HotQueries => new()
    {
        { "what a member owes", "IX_Invoices_OwedByMember" },
        { "what is past due", "IX_Invoices_Owed" },
        { "drafts that may be due", "IX_Invoices_Drafts" },
        { "an invoice by number", "IX_Invoices_Number" },
        { "an invoice by KID", "IX_Invoices_Kid" },
        { "a member's invoices", "IX_Invoices_MemberId_Id" },
        { "the pending attempt of an invoice", "IX_AttemptClaims_OnePending" },
        { "attempts that are under way", "IX_ChargeAttempts_Pending" },
        { "the pending setup of a member", "IX_MethodSetups_OnePending" },
        { "methods to detach", "IX_RetiredMethods_Waiting" },
        { "a pay link by its token", "IX_PayLinks_TokenHash" },
        { "mails that wait", "IX_Outbox_Waiting" },
        { "members at the first reminder", "IX_Invoices_Owed" },
        { "members at the last reminder", "IX_Invoices_Owed" },
        { "invoices whose reminders are used up", "IX_Invoices_Owed" },
        { "what is late of some members", "IX_Invoices_OwedByMember" },
        { "reminders that have left or failed", "IX_Reminders_Unnoted" },
        { "the mail log: what waits", "IX_Outbox_Waiting" },
        { "the mail log: what failed", "IX_Outbox_FailedAt" },
        { "the mail log: what was withdrawn", "IX_Outbox_WithdrawnAt" },
        { "events that wait", "IX_StripeInbox_Waiting" },
        { "a payment by its cause", "IX_Payments_Source" },
        { "a member's payments", "IX_Payments_MemberId_ReceivedAt" },
        { "home: whose session it is", "sqlite_autoindex_Sessions_1" },
        { "home: what is owed", "IX_Invoices_OwedByMember" },
        { "home: what the member has", "IX_Invoices_MemberId_Id" },
        { "home: products given by hand", "IX_ProductAssignments_MemberId" },
        { "home: subscriptions", "IX_Subscriptions_MemberId" },
        { "home: payment method", "IX_PaymentMethods_MemberId" },
        { "home: the latest payments", "IX_Payments_MemberId_ReceivedAt" },
        { "what is booked on an invoice", "IX_Postings_InvoiceId_Account" },
        { "desk: members by the beginning of a word", "IX_MemberWords_Word_MemberId" },
        { "desk: members by the beginnings of two words", "IX_MemberWords_Word_MemberId" },
        { "desk: an invoice by its number or its KID", "IX_Invoices_Number" },
        { "desk: an invoice by its KID or its number", "IX_Invoices_Kid" },
        { "the payments of what came in at once", "IX_Payments_Source" },
        { "a receipt by its link", "IX_ReceiptLinks_TokenHash" },
        { "the audit log of a member", "IX_AuditLog_MemberId" },
    };

    [Theory, MemberData(nameof(HotQueries))]
    public async Task A_hot_query_uses_its_index(string query, string index)
    {
        var plan = await database.WithDbAsync(db => PlanAsync(db, query));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", System.Text.RegularExpressions.Regex.Replace(plan, $"SCAN [a-z] USING INDEX {index}", ""), StringComparison.Ordinal);
    }

    private static IQueryable QueryOf(PortalDbContext db, string query) => query switch
    {
        "what a member owes" => db.Invoices.Where(i => i.MemberId == 1).Owed().OrderBy(i => i.DueOn),
        "what is past due" => db.Invoices.PastDueOn(Today),
        "drafts that may be due" => db.Invoices.Where(i => i.IssuedOn == null && i.VoidedOn == null && i.CreatedAt <= Now).OrderBy(i => i.CreatedAt),
        "an invoice by number" => db.Invoices.Where(i => i.Number == "2026-00042"),
        "an invoice by KID" => db.Invoices.Where(i => i.Kid == "00042"),
        "a member's invoices" => db.Invoices.Where(i => i.MemberId == 1).OrderByDescending(i => i.Id),
        "the pending attempt of an invoice" => db.AttemptClaims.Where(c => c.InvoiceId == 1 && c.ReleasedAt == null),
        "attempts that are under way" => db.ChargeAttempts.Where(a => a.State == AttemptState.Pending).OrderBy(a => a.StartedAt),
        "the pending setup of a member" => db.MethodSetups.Where(s => s.MemberId == 1 && s.State == AttemptState.Pending),
        "methods to detach" => db.RetiredMethods.Where(r => r.DetachedAt == null && r.NextTryAt <= Now).OrderBy(r => r.NextTryAt),
        "a pay link by its token" => PayLinkReads.Link.Compile()(db, "00", Now),
        "mails that wait" => db.Outbox.Waiting().Where(m => m.NextTryAt <= Now).OrderBy(m => m.NextTryAt),
        "members at the first reminder" => db.MembersAtStage(1, Plan, Today, Now),
        "members at the last reminder" => db.MembersAtStage(3, Plan, Today, Now),
        "invoices whose reminders are used up" => db.UsedUpOn(Plan, Today, Now),
        "what is late of some members" => db.LateInvoices(db.Invoices.Where(i => new[] { 1, 2 }.Contains(i.MemberId)), Today, Now),
        "reminders that have left or failed" => db.Reminders.Where(r => r.LeftOn == null && (r.Mail!.SentAt != null || r.Mail.FailedAt != null)),
        "the mail log: what waits" => db.Outbox.In(MailState.Waiting).NewestFirst(MailState.Waiting, before: 100),
        "the mail log: what failed" => db.Outbox.In(MailState.Failed).NewestFirst(MailState.Failed, before: null),
        "the mail log: what was withdrawn" => db.Outbox.In(MailState.Withdrawn).NewestFirst(MailState.Withdrawn, before: 100),
        "events that wait" => db.StripeInbox.Where(e => e.Outcome == EventOutcome.Waiting && e.NextTryAt <= Now).OrderBy(e => e.NextTryAt),
        "a payment by its cause" => db.Payments.Where(p => p.Source == "stripe:pi_1"),
        "a member's payments" => db.Payments.Where(p => p.MemberId == 1).OrderByDescending(p => p.ReceivedAt),
        "home: whose session it is" => SessionQuery.Rows.Compile()(db, "00"),
        "home: what is owed" => OverviewReads.Owed.Compile()(db, 1),
        "home: what the member has" or "home: products given by hand" => HoldingsQuery.Grounds.Compile()(db, 1, Today),
        "home: subscriptions" or "home: payment method" => OverviewReads.Account.Compile()(db, 1, "NOK", Today),
        "home: the latest payments" => OverviewReads.Recent.Compile()(db, 1),
        "what is booked on an invoice" => db.Postings.Where(p => p.InvoiceId == 1 && p.Account == Billing.Journal.AccountKind.Receivable),
        "desk: members by the beginning of a word" => DeskSearch.MemberIdsBy(db, ["kar"]).Take(50),
        "desk: members by the beginnings of two words" => DeskSearch.MemberIdsBy(db, ["nord", "kar"]).Take(50),
        "desk: an invoice by its number or its KID" or "desk: an invoice by its KID or its number" => DeskSearch.InvoicesBy(db, "2026-00042"),
        "the payments of what came in at once" => db.Payments.OfAct("cheque:1"),
        "a receipt by its link" => db.ReceiptLinks.Where(l => l.TokenHash == "00" && l.ExpiresAt > Now),
        "the audit log of a member" => MemberPortal.Web.Features.Audit.IndexModel.EntriesOf(db, memberId: 1, before: 100).Take(50),
        _ => throw new ArgumentOutOfRangeException(nameof(query), query, "No such query."),
    };

    private static async Task<string> PlanAsync(PortalDbContext db, string query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = QueryOf(db, query).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));

        // What is scanned of a co-routine is what it found by its own index.
        steps.RemoveAll(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && steps.Contains("CO-ROUTINE " + step["SCAN ".Length..]));
        return string.Join("; ", steps);
    }
}

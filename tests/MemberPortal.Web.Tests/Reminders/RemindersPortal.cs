using System.Globalization;
using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>A portal on Monday 2 March 2026 at 10:00, unless its zone is another, with invoices that are due on Monday the 9th.</summary>
internal sealed class RemindersPortal(string zone = "Europe/Oslo") : Portal
{
    public static readonly DateOnly DueOn = new(2026, 3, 9);

    /// <summary>An invoice that falls due on the 9th of March.</summary>
    public Task<Invoice> BillAsync(Member member, long amount = 120_000, string title = "Season fee 2026") =>
        IssueInvoiceAsync(member, [amount], DueOn, title);

    public Task<Invoice> BillAsync(Member member, DateOnly dueOn) => IssueInvoiceAsync(member, [120_000], dueOn);

    /// <summary>To 10:00 in Oslo, so many days after the due date.</summary>
    public void MoveToDaysLate(int days) => MoveTo($"{DueOn.AddDays(days):yyyy-MM-dd}T10:00:00+01:00");

    public void MoveTo(string instant) => Clock.MoveTo(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    public Task RemindAsync() => RunJobAsync<RemindOfPastDueInvoices>();

    public Task SendAsync() => RunJobAsync<SendOutgoingMails>();

    /// <summary>What the machine does of it in an hour of the day.</summary>
    public async Task RemindAndSendAsync()
    {
        await RemindAsync();
        await SendAsync();
        await RemindAsync();
        await RunJobAsync<GiveUpPastDueInvoices>();
    }

    public Task PayInCashAsync(Invoice invoice, long? amount = null) => WithScopeAsync(scope =>
        scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () => scope.GetRequiredService<RecordPayment>().RunAsync(
                new()
                {
                    Source = $"cash:{Guid.NewGuid():N}",
                    Currency = Currency.Of(invoice.Currency),
                    Parts = [new(invoice.Id, amount ?? invoice.Total)],
                    Way = PaymentWay.Cash,
                    Account = AccountKind.Cash,
                    HappenedAt = Clock.GetUtcNow().UtcDateTime,
                    By = "Sol Seller",
                },
                default),
            default));

    public Task ChangeAsync(Invoice invoice, Action<Invoice> change) => WithDbAsync(async db =>
    {
        change(await db.Invoices.SingleAsync(i => i.Id == invoice.Id));
        await db.SaveChangesAsync();
    });

    public Task ChangeAsync(Member member, Action<Member> change) => WithDbAsync(async db =>
    {
        change(await db.Members.SingleAsync(m => m.Id == member.Id));
        await db.SaveChangesAsync();
    });

    /// <summary>The reminders to a member, whatever became of them.</summary>
    public async Task<List<OutgoingMail>> RemindersToAsync(Member member) =>
        (await MailsToAsync(member)).FindAll(mail => mail.Recheck is not null && mail.Recheck.StartsWith(ReminderRecheck.Prefix, StringComparison.Ordinal));

    /// <summary>In the order of the mail.</summary>
    public static IReadOnlyList<Uri> PayLinksIn(OutgoingMail mail) =>
        [.. mail.Text.Split('\n').Where(line => line.Contains("/pay/", StringComparison.Ordinal)).Select(line => new Uri(line))];

    public Task<List<Reminder>> StagesAsync(Invoice invoice) => WithDbAsync(db => db.Reminders.AsNoTracking()
        .Where(r => r.InvoiceId == invoice.Id).OrderBy(r => r.Id).ToListAsync());

    public Task<List<InvoiceLogEntry>> LogAsync(Invoice invoice) => WithDbAsync(db => db.InvoiceLog.AsNoTracking()
        .Where(e => e.InvoiceId == invoice.Id).OrderBy(e => e.Id).ToListAsync());

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection([new("Organisation:TimeZone", zone)]);
    }
}

using System.Globalization;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Invoices;

/// <summary>Drafts go out by themselves (2-statuses.md, Invoice). Each test has a portal of its own, on Monday 2 March 2026 at 10:00.</summary>
public sealed class IssueDueDraftsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_draft_waits_an_hour_and_goes_out_with_number_KID_booking_and_mail()
    {
        var member = await _portal.AddMemberAsync();
        var draft = await _portal.AddDraftAsync(member);

        _portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await _portal.RunJobAsync<IssueDueDrafts>();
        Assert.Null((await _portal.InvoiceAsync(draft.Id)).IssuedOn);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.RunJobAsync<IssueDueDrafts>();
        await _portal.RunJobAsync<IssueDueDrafts>();

        var invoice = await _portal.InvoiceAsync(draft.Id);
        Assert.Equal(("2026-00001", new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 16)), (invoice.Number, invoice.IssuedOn, invoice.DueOn));
        Assert.Equal(Kid.For(member.Number, 2026, 1, KidAlgorithm.Mod10), invoice.Kid);
        Assert.Equal("invoice:2026-00001", Assert.Single(await _portal.MailsToAsync(member)).Key);
        Assert.Equal([InvoiceHappening.Sent], await LogOfAsync(invoice));
        Assert.Equal(120_000, await AskedAsync(invoice));
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Theory]
    [InlineData("2026-03-02T18:59:00Z", true)]
    [InlineData("2026-03-02T19:00:00Z", false)]
    [InlineData("2026-03-03T06:59:00Z", false)]
    [InlineData("2026-03-03T07:00:00Z", true)]
    public async Task In_the_quiet_hours_nothing_goes_out_before_their_end(string now, bool goes)
    {
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync());

        await RunAtAsync(now);

        Assert.Equal(goes, (await _portal.InvoiceAsync(draft.Id)).IssuedOn is not null);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-09", true)]
    [InlineData("2025-11-01", "2026-03-09", true)]
    [InlineData("2026-03-08", "2026-03-09", true)]
    [InlineData("2026-03-09", "2026-03-09", false)]
    [InlineData("2026-04-01", "2026-04-01", false)]
    public async Task There_are_seven_days_to_pay_at_least(string dueOn, string expected, bool isMoved)
    {
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync(), dueOn: Day(dueOn));

        await RunAtAsync("2026-03-02T12:00:00Z");

        var invoice = await _portal.InvoiceAsync(draft.Id);
        Assert.Equal(Day(expected), invoice.DueOn);
        Assert.Equal(isMoved ? [InvoiceHappening.DueDateMoved, InvoiceHappening.Sent] : [InvoiceHappening.Sent], await LogOfAsync(invoice));
    }

    [Fact]
    public async Task Without_a_due_date_by_choice_none_is_made_up()
    {
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync());
        await ChangeAsync(draft, invoice => invoice.DueOn = null);

        await RunAtAsync("2026-03-02T12:00:00Z");

        var invoice = await _portal.InvoiceAsync(draft.Id);
        Assert.Equal((true, (DateOnly?)null), (invoice.IssuedOn is not null, invoice.DueOn));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no address")]
    public async Task Without_an_address_it_is_issued_and_flagged_unsent(string? email)
    {
        var member = await _portal.AddMemberAsync(email: email);
        var draft = await _portal.AddDraftAsync(member);

        await RunAtAsync("2026-03-02T12:00:00Z");

        var invoice = await _portal.InvoiceAsync(draft.Id);
        Assert.Equal(("2026-00001", (DateTime?)null), (invoice.Number, invoice.SentAt));
        Assert.Equal([InvoiceHappening.IssuedUnsent], await LogOfAsync(invoice));
        Assert.Empty(await _portal.MailsToAsync(member));
    }

    [Fact]
    public async Task Several_at_once_issue_each_draft_once_with_numbers_in_a_row()
    {
        var member = await _portal.AddMemberAsync();
        for (var i = 0; i < 12; i++)
            await _portal.AddDraftAsync(member, [1_000 + i]);

        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _portal.RunJobAsync<IssueDueDrafts>())));

        var invoices = await AllAsync();
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"2026-{n:D5}"), invoices.Select(i => i.Number!).Order(StringComparer.Ordinal));
        Assert.Equal(12, invoices.Select(i => i.Kid).Distinct().Count());
        Assert.All(invoices, invoice => Assert.True(Kid.IsValid(invoice.Kid!, KidAlgorithm.Mod10)));
        Assert.Equal(12, (await _portal.MailsToAsync(member)).Count);
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_draft_that_was_discarded_meanwhile_takes_no_number()
    {
        var member = await _portal.AddMemberAsync();
        var (discarded, next) = (await _portal.AddDraftAsync(member), await _portal.AddDraftAsync(member));
        await ChangeAsync(discarded, invoice => invoice.VoidedOn = new(2026, 3, 2));

        await _portal.RunAsync<IssueInvoice>(issue => issue.RunAsync(discarded.Id, default));
        await RunAtAsync("2026-03-02T12:00:00Z");

        Assert.Null((await _portal.InvoiceAsync(discarded.Id)).Number);
        Assert.Equal("2026-00001", (await _portal.InvoiceAsync(next.Id)).Number);
    }

    [Fact]
    public async Task An_invoice_of_nothing_is_paid_at_once_and_books_nothing()
    {
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync(), [0]);

        await RunAtAsync("2026-03-02T12:00:00Z");

        var invoice = await _portal.InvoiceAsync(draft.Id);
        Assert.Equal(InvoiceStatus.Paid, invoice.Facts.StatusOn(new(2026, 3, 2)));
        Assert.Empty(await _portal.WithDbAsync(db => db.Journal.ToListAsync()));
    }

    [Fact]
    public async Task A_new_business_year_begins_at_one_at_the_organisations_midnight()
    {
        var member = await _portal.AddMemberAsync();
        await _portal.IssueInvoiceAsync(member);
        _portal.Clock.MoveTo(new(2026, 12, 31, 22, 59, 0, TimeSpan.Zero));
        var last = await _portal.IssueInvoiceAsync(member);
        _portal.Clock.MoveTo(new(2026, 12, 31, 23, 0, 0, TimeSpan.Zero));
        var first = await _portal.IssueInvoiceAsync(member);

        Assert.Equal(("2026-00002", "2027-00001"), (last.Number, first.Number));
        Assert.Equal(new DateOnly(2027, 1, 1), first.IssuedOn);
        Assert.Equal(Kid.For(member.Number, 2027, 1, KidAlgorithm.Mod10), first.Kid);
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task One_draft_that_cannot_be_issued_holds_up_no_other()
    {
        var member = await _portal.AddMemberAsync();
        var broken = await _portal.AddDraftAsync(member, currency: "XXQ");
        var sound = await _portal.AddDraftAsync(member);

        await RunAtAsync("2026-03-02T12:00:00Z");

        Assert.Null((await _portal.InvoiceAsync(broken.Id)).Number);
        Assert.Equal("2026-00001", (await _portal.InvoiceAsync(sound.Id)).Number);
        Assert.Contains(_portal.Log.All, line => line.Contains("XXQ", StringComparison.Ordinal));
    }

    private Task RunAtAsync(string now)
    {
        _portal.Clock.MoveTo(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        return _portal.RunJobAsync<IssueDueDrafts>();
    }

    private Task ChangeAsync(Invoice invoice, Action<Invoice> change) => _portal.WithDbAsync(async db =>
    {
        change(await db.Invoices.SingleAsync(i => i.Id == invoice.Id));
        await db.SaveChangesAsync();
    });

    private Task<List<Invoice>> AllAsync() => _portal.WithDbAsync(db => db.Invoices.AsNoTracking().OrderBy(i => i.Id).ToListAsync());

    private Task<long> AskedAsync(Invoice invoice) => _portal.WithDbAsync(db => db.Postings
        .Where(p => p.InvoiceId == invoice.Id && p.Account == AccountKind.Receivable).SumAsync(p => p.Minor));

    private Task<List<InvoiceHappening>> LogOfAsync(Invoice invoice) => _portal.WithDbAsync(db => db.InvoiceLog.AsNoTracking()
        .Where(entry => entry.InvoiceId == invoice.Id).OrderBy(entry => entry.Id).Select(entry => entry.What).ToListAsync());

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

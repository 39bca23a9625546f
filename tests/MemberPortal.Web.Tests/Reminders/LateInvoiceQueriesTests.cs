using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Reminders;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>The queries find exactly what the rules say, over the cross product of the facts that both know.</summary>
public sealed class LateInvoiceQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Today = new(2026, 4, 1);
    private static readonly DateTime Now = new(2026, 4, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly ReminderPlan Plan = new() { DaysAfterDue = [3, 10, 17], DaysUntilGivenUp = 30, TransferDays = 5 };

    private static readonly Action<Invoice>[] Circumstances =
    [
        _ => { },
        i => i.Received = i.Total,
        i => i.VoidedOn = Today,
        i => i.UncollectibleOn = Today,
        i => i.ProcessingSince = Now,
        i => i.DisputedAt = Now,
        i => i.RefundStartedAt = Now,
        i => i.ActAwaitedSince = Now,
        i => i.RemindersPausedUntil = Today,
        i => i.RemindersPausedUntil = Today.AddDays(1),
        i => i.TransferReportedOn = Today.AddDays(-4),
        i => i.TransferReportedOn = Today.AddDays(-5),
    ];

    [Fact]
    public async Task They_find_what_the_rules_say()
    {
        var rows = await database.WithDbAsync(FillAsync);

        var (usedUp, late) = await database.WithDbAsync(async db => (
            await db.UsedUpOn(Plan, Today, Now).ToListAsync(), await db.LateInvoices(db.Invoices, Today, Now).ToListAsync()));
        for (var stage = 1; stage <= Plan.LastStage; stage++)
        {
            var expected = late.Where(row => row.Facts.StageDueOn(Today, Plan) == stage).Select(row => row.Member.Id).Order().ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await database.WithDbAsync(db => db.MembersAtStage(stage, Plan, Today, Now).ToListAsync())).Order());
        }

        var givenUp = late.Where(row => row.Facts.IsGivenUpOn(Today, Plan)).Select(row => row.Invoice.Id).Order().ToList();
        Assert.NotEmpty(givenUp);
        Assert.Equal(givenUp, usedUp.Order());
        Assert.InRange(late.Count, rows / 4, rows * 3 / 4);
    }

    /// <summary>A member for each, so that what is found says which it is.</summary>
    private static async Task<int> FillAsync(PortalDbContext db)
    {
        var cases = (
            from daysLate in (int[])[0, 2, 3, 9, 10, 16, 17, 60]
            from done in ((int Stage, int? LeftDaysAgo)[])[(0, null), (1, 20), (2, null), (3, 29), (3, 30), (3, null)]
            where done.LeftDaysAgo is null || done.LeftDaysAgo < daysLate
            from circumstance in Circumstances
            from reach in (Action<Member>[])[_ => { }, m => m.EmailBouncedAt = Now, m => m.Email = null]
            select (DaysLate: daysLate, done.Stage, done.LeftDaysAgo, Circumstance: circumstance, Reach: reach)).ToList();

        var members = cases.ConvertAll(one => NewMember(one.Reach));
        db.AddRange(members);
        await db.SaveChangesAsync();
        var invoices = cases.Select((one, i) => NewInvoice(members[i].Id, one.DaysLate, one.Circumstance, isTopUp: i % 7 == 0)).ToList();
        db.AddRange(invoices);
        await db.SaveChangesAsync();
        db.AddRange(cases.Select((one, i) => (one, i)).Where(c => c.one.Stage > 0).Select(c => StageOf(invoices[c.i], c.one.Stage, c.one.LeftDaysAgo)));
        db.AddRange(invoices.Where((_, i) => i % 11 == 0).Select(AttemptAt));
        await db.SaveChangesAsync();
        return cases.Count;
    }

    private static Member NewMember(Action<Member> reach)
    {
        var member = SampleRows.NewMember();
        reach(member);
        return member;
    }

    private static Invoice NewInvoice(int memberId, int daysLate, Action<Invoice> circumstance, bool isTopUp)
    {
        var invoice = new Invoice
        {
            MemberId = memberId, Title = "Season fee", Currency = "NOK", CreatedAt = Now,
            Kind = isTopUp ? InvoiceKind.TopUp : InvoiceKind.Invoice,
        };
        invoice.Add(new InvoiceLine { Position = 1, Description = "Season", Quantity = 1, UnitPrice = 500, Amount = 500, VatRate = 0, Vat = 0 });
        SampleRows.Issue(invoice, Today.AddDays(-daysLate));
        circumstance(invoice);
        return invoice;
    }

    private static Reminder StageOf(Invoice invoice, int stage, int? leftDaysAgo) => new()
    {
        InvoiceId = invoice.Id,
        DueOn = invoice.DueOn!.Value,
        Stage = stage,
        LeftOn = leftDaysAgo is { } days ? Today.AddDays(-days) : null,
        Mail = new OutgoingMail
        {
            Key = $"reminder:{invoice.Number}", MemberId = invoice.MemberId, ToName = "Kari", ToAddress = "kari@example.org", Language = "nb",
            Subject = "Reminder", Text = "Late", Html = "Late", QueuedAt = Now, NextTryAt = Now,
        },
    };

    private static ChargeAttempt AttemptAt(Invoice invoice) => new()
    {
        Id = ChargeAttempt.NewId(),
        MemberId = invoice.MemberId,
        Way = AttemptWay.Page,
        Claims = { new AttemptClaim { InvoiceId = invoice.Id, Position = 1, Amount = 500 } },
        Currency = "NOK",
        Amount = 500,
        Language = "en",
        StartedAt = Now,
        PageExpiresAt = Now.AddMinutes(30),
    };
}

using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

/// <summary>What must be there once is refused a second time by the database itself, not by a check before it.</summary>
public sealed class UniquenessTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTime At = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public Task A_member_has_one_payment_method() => RefusedTwice((memberId, _) => new PaymentMethod
    {
        MemberId = memberId,
        Kind = PaymentMethodKind.Card,
        AddedAt = At,
    });

    [Fact]
    public Task An_invoice_has_one_pending_attempt() => RefusedTwice((memberId, invoiceId) => new ChargeAttempt
    {
        Id = ChargeAttempt.NewId(),
        MemberId = memberId,
        Way = AttemptWay.Page,
        Claims = { new AttemptClaim { InvoiceId = invoiceId, Position = 1, Amount = 10_000 } },
        Currency = "NOK",
        Amount = 10_000,
        Language = "en",
        StartedAt = At,
        PageExpiresAt = At,
    });

    [Fact]
    public Task A_member_puts_one_method_on_file_at_a_time() => RefusedTwice((memberId, _) => new MethodSetup
    {
        Id = MethodSetup.NewId(),
        MemberId = memberId,
        Language = "en",
        StartedAt = At,
        PageExpiresAt = At,
    });

    [Fact]
    public Task A_cause_is_booked_once() => RefusedTwice((memberId, _) => Bookings.ReceiptUnallocated(
        new Occasion("payment:pi_1:received", At, At, "provider", "test"), memberId, AccountKind.AtProvider, new Money(100, Currency.Of("NOK"))));

    [Fact]
    public Task A_payment_is_recorded_once() => RefusedTwice((memberId, invoiceId) => new Payment
    {
        Source = "stripe:pi_2",
        InvoiceId = invoiceId,
        MemberId = memberId,
        Currency = "NOK",
        Amount = 100,
        Way = PaymentWay.Card,
        ReceivedAt = At,
        ReceiptNumber = $"R{Guid.NewGuid()}",
    });

    [Fact]
    public Task A_mail_of_an_occasion_is_queued_once() => RefusedTwice((memberId, _) => new OutgoingMail
    {
        Key = "receipt:stripe:pi_3",
        MemberId = memberId,
        ToName = "Kari",
        ToAddress = "kari@example.org",
        Language = "nb",
        Subject = "Kvittering",
        Text = "Takk",
        Html = "Takk",
        QueuedAt = At,
        NextTryAt = At,
    });

    [Fact]
    public Task An_event_is_kept_once() => RefusedTwice((_, _) => new StripeEvent
    {
        Id = "evt_1",
        Type = "checkout.session.completed",
        ObjectId = "cs_1",
        ReceivedAt = At,
        NextTryAt = At,
    });

    [Theory]
    [InlineData("2026-77777", "0001")]
    [InlineData("2026-88888", "0002")]
    public Task An_invoice_number_and_a_KID_are_given_once(string number, string kid) => RefusedTwice((memberId, _) =>
    {
        var invoice = SampleRows.NewInvoice(memberId, 100);
        invoice.Issue(number, number == "2026-88888" ? $"{kid}{Guid.NewGuid():N}" : kid, new(2026, 3, 1));
        return invoice;
    });

    [Fact]
    public async Task A_balance_never_goes_below_nothing()
    {
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => database.WithDbAsync(async db =>
        {
            var member = SampleRows.NewMember();
            db.Add(member);
            await db.SaveChangesAsync();
            db.Add(new MemberBalance { MemberId = member.Id, Currency = "NOK", Amount = -1 });
            await db.SaveChangesAsync();
        }));

        Assert.Contains("CK_Balances_Amount", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    private async Task RefusedTwice(Func<int, int, object> row)
    {
        var (memberId, invoiceId) = await database.WithDbAsync(async db =>
        {
            var member = SampleRows.NewMember();
            db.Add(member);
            await db.SaveChangesAsync();
            var invoice = SampleRows.NewInvoice(member.Id, 10_000);
            SampleRows.Issue(invoice, new(2026, 4, 1));
            db.Add(invoice);
            await db.SaveChangesAsync();
            return (member.Id, invoice.Id);
        });

        await AddAsync();
        var refused = await Assert.ThrowsAsync<DbUpdateException>(AddAsync);
        Assert.True(StorageUnavailableException.IsUniqueViolation(refused));

        Task AddAsync() => database.WithDbAsync(async db =>
        {
            db.Add(row(memberId, invoiceId));
            await db.SaveChangesAsync();
        });
    }
}

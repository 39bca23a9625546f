using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Rows as use cases leave them, for tests of the storage itself.</summary>
internal static class SampleRows
{
    private static int _number;

    public static Member NewMember(string name = "Kari Nordmann", string language = "en", string? email = "kari@example.org")
    {
        var number = Interlocked.Increment(ref _number);
        return new()
        {
            Number = number,
            Name = name,
            Email = email,
            Language = language,
            JoinedOn = new(2025, 1, 1),
            ProviderKey = Guid.NewGuid(),
        };
    }

    public static Invoice NewInvoice(int memberId, params long[] amounts)
    {
        var invoice = new Invoice { MemberId = memberId, Title = "Season fee", Currency = "NOK", CreatedAt = new(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc) };
        for (var i = 0; i < amounts.Length; i++)
        {
            invoice.Add(new InvoiceLine
            {
                Position = i + 1,
                Description = $"Line {i + 1}",
                Quantity = 1,
                UnitPrice = amounts[i],
                Amount = amounts[i],
                VatRate = 2500,
                Vat = Vat.IncludedIn(amounts[i], 2500),
            });
        }

        return invoice;
    }

    public static void Issue(Invoice invoice, DateOnly dueOn)
    {
        var number = Interlocked.Increment(ref _number);
        invoice.DueOn = dueOn;
        invoice.Issue($"2026-{number:D5}", $"9{number:D9}", new(2026, 1, 2));
    }

    /// <summary>A member with an invoice, its booking, its payment and its log.</summary>
    public static async Task AddPaidInvoiceAsync(PortalDbContext db)
    {
        var member = NewMember();
        db.Add(member);
        await db.SaveChangesAsync();
        var invoice = NewInvoice(member.Id, 10_000);
        Issue(invoice, new(2026, 2, 1));
        invoice.Received = 10_000;
        db.Add(invoice);
        await db.SaveChangesAsync();

        var at = new DateTime(2026, 1, 5, 10, 0, 0, DateTimeKind.Utc);
        var claim = new Claim(invoice.Id, member.Id, Currency.Of("NOK"));
        var line = invoice.Lines[0];
        db.Add(Bookings.InvoiceFinalised(
            new Occasion($"invoice:{invoice.Number}:finalised", at, at, "machine", "test"), claim, [new(line.Id, line.Amount, line.VatRate)])!);
        db.Add(Bookings.PaymentReceived(
            new Occasion($"payment:cash:{invoice.Number}:received", at, at, "seller", "test"),
            claim, AccountKind.Cash, new Money(10_000, Currency.Of("NOK")), [new(line.Id, line.Amount)]));
        var payment = new Payment
        {
            Source = $"cash:{invoice.Number}",
            InvoiceId = invoice.Id,
            MemberId = member.Id,
            Currency = "NOK",
            Amount = 10_000,
            Way = PaymentWay.Cash,
            ReceivedAt = at,
            ReceiptNumber = $"R{invoice.Number}",
        };
        db.Add(payment);
        db.Add(new InvoiceLogEntry { InvoiceId = invoice.Id, At = at, What = InvoiceHappening.PaymentReceived, By = "seller" });
        db.Add(new AuditEntry { At = at, By = "seller", AccountId = null, What = AuditAct.PaymentMethodRemoved, MemberId = member.Id });
        await db.SaveChangesAsync();
        db.Add(new PaymentReversal { PaymentId = payment.Id, At = at, By = "seller", Comment = "Counted twice" });
        await db.SaveChangesAsync();
    }
}

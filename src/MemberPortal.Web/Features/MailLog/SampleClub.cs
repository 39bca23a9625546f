using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Kids;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>Somebody with one of everything, for mails that are shown and never sent. Nothing of it is stored.</summary>
/// <param name="Name">Who reads it.</param>
/// <param name="Language">In which the mail is worded.</param>
/// <param name="Title">What invoices are for, in that language.</param>
/// <param name="Currency">The organisation's own, ISO 4217.</param>
/// <param name="Now">UTC.</param>
/// <param name="Today">Business date.</param>
internal sealed record SampleClub(string Name, Language Language, string Title, string Currency, DateTime Now, DateOnly Today)
{
    private const int VatRate = 2500;

    public Member Member => new()
    {
        Id = 1,
        Number = 42,
        Name = Name,
        Email = "kari@example.org",
        Language = Language.Code,
        JoinedOn = Today,
        ProviderKey = Guid.Empty,
    };

    public Account Account => new() { Id = 1, Name = Name, Email = "kari@example.org", Language = Language.Code };

    public MailedLink Link => new(new Uri("https://portal.example.org/set-password/…"), "sample", Now.AddDays(1));

    public ProofRun Proof => new()
    {
        StartedAt = Now,
        FinishedAt = Now,
        ComparedSince = null,
        Differences =
        {
            new()
            {
                Invariant = Invariant.ReceivedEqualsPayments,
                Subject = DifferenceSubject.Invoice,
                SubjectId = null,
                About = "2026-00042",
                Currency = Currency,
                Expected = 0,
                Found = 120_000,
            },
        },
    };

    /// <summary>Due so many days from today; issued two weeks before.</summary>
    public Invoice Invoice(int dueIn, int number = 42, params long[] amounts)
    {
        var (dueOn, issuedOn) = (Today.AddDays(dueIn), Today.AddDays(dueIn - 14));
        var invoice = new Invoice { Id = number, MemberId = 1, Title = Title, Currency = Currency, CreatedAt = Now, DueOn = dueOn };
        foreach (var amount in amounts)
        {
            invoice.Add(new InvoiceLine
            {
                Position = invoice.Lines.Count + 1,
                Description = Title,
                Quantity = 1,
                UnitPrice = amount,
                Amount = amount,
                VatRate = VatRate,
                Vat = Vat.IncludedIn(amount, VatRate),
            });
        }

        invoice.Issue(InvoiceNumber.Of(issuedOn.Year, number), Kid.For(42, issuedOn.Year, number, KidAlgorithm.Mod10), issuedOn);
        return invoice;
    }

    /// <summary>A payment by card of so much of the invoice, booked on it.</summary>
    public Payment PaymentOf(Invoice invoice, long amount)
    {
        invoice.Received += amount;
        return new Payment
        {
            Source = "sample",
            InvoiceId = invoice.Id,
            Invoice = invoice,
            MemberId = 1,
            Currency = Currency,
            Amount = amount,
            Way = PaymentWay.Card,
            CardBrand = "visa",
            Last4 = "4242",
            ReceivedAt = Now,
            ReceiptNumber = $"R{invoice.Number}",
        };
    }

    public ChargeAttempt DeclinedAttempt(Invoice invoice, string code) => new()
    {
        Id = "sample",
        MemberId = 1,
        Way = AttemptWay.Page,
        Claims = { new AttemptClaim { InvoiceId = invoice.Id, Position = 1, Amount = invoice.Total } },
        Currency = Currency,
        Amount = invoice.Total,
        Language = Language.Code,
        StartedAt = Now,
        PageExpiresAt = Now,
        DeclineCode = code,
    };

    public MemberReminder Reminder(int stage, bool isLast, params IReadOnlyList<Invoice> late) =>
        new(Member, late, [new ReachedStage(late[0].Id, late[0].DueOn!.Value, stage)], isLast);

    /// <summary>A card whose last day is the month's of a day so far from today.</summary>
    public PaymentMethod Card(int lastsDays)
    {
        var last = Today.AddDays(lastsDays);
        return new()
        {
            Id = 1,
            MemberId = 1,
            Kind = PaymentMethodKind.Card,
            AddedAt = Now,
            Brand = "visa",
            Last4 = "4242",
            ExpMonth = last.Month,
            ExpYear = last.Year,
        };
    }

    public TroubledMethod Troubled(int lastsDays, params IReadOnlyList<Invoice> unpaid) =>
        new() { Method = Card(lastsDays), Member = Member, LastUnpaid = unpaid, Notices = [] };

    public MethodNotice NoticeOf(MethodTrouble trouble) => new() { PaymentMethodId = 1, Trouble = trouble, Episode = Today };
}

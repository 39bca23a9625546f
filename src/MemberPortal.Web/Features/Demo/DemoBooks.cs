using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Keeps the demo's books by the recipes of the product (<see cref="Bookings"/>), two years in memory instead of a write
/// an event: IssueInvoice and RecordPayment, row for row. Called in the order of time, which makes numbers rise with it.
/// </summary>
internal sealed class DemoBooks(DemoRows rows, BillingCalendar calendar, string currency, KidAlgorithm kidAlgorithm)
{
    private readonly Dictionary<int, JournalEntry> _finalised = [];
    private int _lines;

    public Invoice Draft(Member member, InvoiceKind kind, IReadOnlyList<SaleLine> lines, DateOnly? dueOn, DateTime at, string by)
    {
        var invoice = new Invoice
        {
            Id = rows.Invoices.Count + 1,
            MemberId = member.Id,
            Kind = kind,
            Title = lines[0].Description,
            Currency = currency,
            CreatedAt = at,
            DueOn = dueOn,
        };
        foreach (var line in lines)
            invoice.Add(LineOf(invoice, line));

        rows.Invoices.Add(invoice);
        Log(invoice, InvoiceHappening.Created, at, by);
        return invoice;
    }

    public void Discard(Invoice draft, DateTime at, string by, string comment)
    {
        draft.VoidedOn = calendar.DayOf(at);
        Log(draft, InvoiceHappening.Voided, at, by, comment: comment);
    }

    public void Issue(Invoice invoice, Member member, DateTime at)
    {
        var today = calendar.DayOf(at);
        var number = Next(NumberSeries.Invoices, today.Year);
        invoice.Issue(InvoiceNumber.Of(today.Year, number), Kid.For(member.Number, today.Year, number, kidAlgorithm), today);
        if (invoice.Kind == InvoiceKind.Invoice && Finalised(invoice, at) is { } entry)
            rows.Journal.Add(_finalised[invoice.Id] = entry);

        if (member.Email is not null)
            invoice.SentAt = at;
        Log(invoice, member.Email is null ? InvoiceHappening.IssuedUnsent : InvoiceHappening.Sent, at, Actor.Machine);
    }

    /// <summary>With <paramref name="card"/>, the money came by it.</summary>
    public void Receive(Invoice invoice, long minor, PaymentWay way, DateTime at, string by, DemoCard? card = null)
    {
        var payment = Pay(invoice.Id, invoice.MemberId, minor, way, at, card);
        if (card is not null)
            rows.Attempts.Add(AttemptOf(invoice, card));

        var occasion = OccasionOf("payment", payment.Source, "received", at, by, invoice);
        rows.Journal.Add(invoice.Kind == InvoiceKind.TopUp
            ? Bookings.TopUpReceived(occasion, ClaimOf(invoice), AccountOf(way), MoneyOf(minor))
            : Bookings.PaymentReceived(occasion, ClaimOf(invoice), AccountOf(way), MoneyOf(minor), Outstanding(invoice)));
        if (invoice.Kind == InvoiceKind.TopUp)
            RaiseBalance(invoice.MemberId, minor);

        invoice.Received += minor;
        Log(invoice, InvoiceHappening.PaymentReceived, at, by, minor);
    }

    /// <summary>Money whose reference named no invoice that could take it.</summary>
    public void ReceiveUnallocated(Member member, long minor, DateTime at, string by)
    {
        var payment = Pay(null, member.Id, minor, PaymentWay.Transfer, at, card: null);
        var key = Occasion.KeyOf("payment", payment.Source, "received");
        rows.Journal.Add(Bookings.ReceiptUnallocated(
            new Occasion(key, at, at, by, $"member:{member.Number}"), member.Id, AccountKind.Bank, MoneyOf(minor)));
    }

    public void PayFromBalance(Invoice invoice, DateTime at)
    {
        var minor = invoice.Facts.LeftToPay;
        var payment = Pay(invoice.Id, invoice.MemberId, minor, PaymentWay.Balance, at, card: null);
        var occasion = OccasionOf("payment", payment.Source, "received", at, Actor.Member, invoice);
        rows.Journal.Add(Bookings.PaidFromBalance(occasion, ClaimOf(invoice), MoneyOf(minor), Outstanding(invoice)));
        RaiseBalance(invoice.MemberId, -minor);
        invoice.Received += minor;
        invoice.PaidFromBalanceAt = at;
        Log(invoice, InvoiceHappening.PaidFromBalance, at, Actor.Member, minor);
    }

    /// <summary>The refund is decided; the money has not gone yet.</summary>
    public void DecideRefund(Invoice invoice, InvoiceLine line, long minor, DateTime at, string by)
    {
        rows.Journal.Add(Bookings.LinesRefunded(
            OccasionOf("refund", RefundOf(invoice, line), "decided", at, by, invoice),
            ClaimOf(invoice),
            [new LineRefund(line.Id, minor, line.VatRate, line.Refunded)]));
        invoice.RefundStartedAt = at;
    }

    public void PayRefund(Invoice invoice, InvoiceLine line, long minor, PaymentWay way, DateTime at, string by, string comment)
    {
        rows.Journal.Add(Bookings.RefundPaid(
            OccasionOf("refund", RefundOf(invoice, line), "paid", at, by, invoice), ClaimOf(invoice), AccountOf(way), MoneyOf(minor)));
        invoice.RefundStartedAt = null;
        invoice.Refunded += minor;
        line.Refunded += minor;
        Log(invoice, InvoiceHappening.Refunded, at, by, minor, comment);
    }

    public void Void(Invoice invoice, DateTime at, string by, string comment)
    {
        rows.Journal.Add(Bookings.InvoiceVoided(
            OccasionOf("invoice", invoice.Number!, "voided", at, by, invoice), _finalised[invoice.Id]));
        invoice.VoidedOn = calendar.DayOf(at);
        Log(invoice, InvoiceHappening.Voided, at, by, comment: comment);
    }

    public void GiveUp(Invoice invoice, DateTime at, string by, string comment)
    {
        invoice.UncollectibleOn = calendar.DayOf(at);
        Log(invoice, InvoiceHappening.GivenUp, at, by, comment: comment);
    }

    /// <summary>The method on file said no: for lack of funds, where it is one that lacks them.</summary>
    public void Decline(Invoice invoice, DateTime at)
    {
        Log(invoice, InvoiceHappening.PaymentDeclined, at, Actor.Provider, invoice.Facts.LeftToPay);
        if (rows.PaymentMethods.Find(m => m.MemberId == invoice.MemberId && m.LastDecline is not null) is not { } method)
            return;

        var language = rows.Members.Single(m => m.Id == invoice.MemberId).Language;
        method.LastAttemptId = $"att_demo_{invoice.Number}";
        var attempt = new ChargeAttempt
        {
            Id = method.LastAttemptId,
            MemberId = invoice.MemberId,
            Way = AttemptWay.SavedMethod,
            Currency = currency,
            Amount = invoice.Facts.LeftToPay,
            Language = language,
            StartedAt = at,
            State = AttemptState.Failed,
            PageExpiresAt = at.AddMinutes(35),
            AskedAt = at,
            DeclineCode = method.LastDecline,
            FinishedAt = at,
        };
        attempt.Claims.Add(new AttemptClaim
        {
            AttemptId = attempt.Id,
            InvoiceId = invoice.Id,
            Position = 1,
            Amount = attempt.Amount,
            ReleasedAt = at,
        });
        rows.Attempts.Add(attempt);
    }

    private InvoiceLine LineOf(Invoice invoice, SaleLine line) => new()
    {
        Id = ++_lines,
        InvoiceId = invoice.Id,
        Position = invoice.Lines.Count + 1,
        Description = line.Description,
        ProductId = line.Product?.Id,
        SubscriptionId = line.Subscription?.Id,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Amount = line.Amount,
        VatRate = line.VatRate,
        Vat = Vat.IncludedIn(line.Amount, line.VatRate),
        CoversFrom = line.From,
        CoversUntil = line.Until,
    };

    private JournalEntry? Finalised(Invoice invoice, DateTime at) => Bookings.InvoiceFinalised(
        OccasionOf("invoice", invoice.Number!, "finalised", at, Actor.Machine, invoice),
        ClaimOf(invoice),
        [.. invoice.Lines.Select(line => new LineAmount(line.Id, line.Amount, line.VatRate))]);

    private Payment Pay(int? invoiceId, int memberId, long minor, PaymentWay way, DateTime at, DemoCard? card)
    {
        var id = rows.Payments.Count + 1;
        var year = calendar.DayOf(at).Year;
        var payment = new Payment
        {
            Id = id,
            Source = card is null ? $"{way.ToString().ToLowerInvariant()}:demo-{id}" : $"stripe:{card.AtProvider!.PaymentIntent}",
            ProviderPaymentId = card?.AtProvider!.PaymentIntent,
            InvoiceId = invoiceId,
            MemberId = memberId,
            Currency = currency,
            Amount = minor,
            Way = way,
            CardBrand = card?.Brand,
            Last4 = card?.Last4,
            ReceivedAt = at,
            ReceiptNumber = $"R{InvoiceNumber.Of(year, Next(NumberSeries.Receipts, year))}",
        };
        rows.Payments.Add(payment);
        return payment;
    }

    private ChargeAttempt AttemptOf(Invoice invoice, DemoCard card)
    {
        var attempt = new ChargeAttempt
        {
            Id = card.AttemptId,
            MemberId = invoice.MemberId,
            Way = AttemptWay.Page,
            Currency = currency,
            Amount = card.Amount,
            Language = card.Member.Language,
            StartedAt = card.At.AddMinutes(-2),
            State = AttemptState.Succeeded,
            CheckoutId = card.AtProvider!.Session,
            PaymentIntentId = card.AtProvider.PaymentIntent,
            PageExpiresAt = card.At.AddMinutes(29),
            AskedAt = card.At,
            FinishedAt = card.At,
        };
        attempt.Claims.Add(new AttemptClaim
        {
            AttemptId = attempt.Id,
            InvoiceId = invoice.Id,
            Position = 1,
            Amount = card.Amount,
            ReleasedAt = card.At,
        });
        return attempt;
    }

    /// <summary>Money settles lines in their order, so what came in tells what is left of each.</summary>
    private static List<LineOutstanding> Outstanding(Invoice invoice)
    {
        var settled = invoice.Received;
        var left = new List<LineOutstanding>();
        foreach (var line in invoice.Lines)
        {
            left.Add(new LineOutstanding(line.Id, Math.Max(0, line.Amount - settled)));
            settled = Math.Max(0, settled - line.Amount);
        }

        return left;
    }

    private void RaiseBalance(int memberId, long minor)
    {
        if (!rows.Balances.TryGetValue(memberId, out var balance))
            rows.Balances[memberId] = balance = new MemberBalance { MemberId = memberId, Currency = currency, Amount = 0 };

        balance.Amount += minor;
    }

    private int Next(string series, int year)
    {
        var row = rows.Series.Find(s => s.Series == series && s.Year == year);
        if (row is null)
            rows.Series.Add(row = new NumberSeries { Series = series, Year = year, Last = 0 });

        return ++row.Last;
    }

    private void Log(
        Invoice invoice, InvoiceHappening what, DateTime at, string by, long? amount = null, string? comment = null) =>
        rows.Log.Add(new InvoiceLogEntry
        {
            Id = rows.Log.Count + 1,
            InvoiceId = invoice.Id,
            At = at,
            What = what,
            By = by,
            Amount = amount,
            Comment = comment,
        });

    private Claim ClaimOf(Invoice invoice) => new(invoice.Id, invoice.MemberId, Currency.Of(currency));

    private Money MoneyOf(long minor) => new(minor, Currency.Of(currency));

    private static Occasion OccasionOf(string kind, string about, string effect, DateTime at, string by, Invoice invoice) =>
        new(Occasion.KeyOf(kind, about, effect), at, at, by, $"invoice:{invoice.Number}");

    private static string RefundOf(Invoice invoice, InvoiceLine line) => $"{invoice.Number}-{line.Position}";

    private static AccountKind AccountOf(PaymentWay way) => way switch
    {
        PaymentWay.Card or PaymentWay.DirectDebit => AccountKind.AtProvider,
        PaymentWay.Cash => AccountKind.Cash,
        PaymentWay.Cheque => AccountKind.Cheques,
        PaymentWay.Transfer => AccountKind.Bank,
        PaymentWay.Balance => AccountKind.Balance,
        PaymentWay.ExternalErp => AccountKind.ExternalErp,
    };
}

using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Kids;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;

namespace MemberPortal.Bench;

/// <summary>
/// The rows of a club of any size, the same at every run but for the day: ten invoices a member over some three years,
/// paid but for the latest and a few old ones, or none paid; one member of a hundred invoices; a card and a subscription each. Ids rise
/// with time as in real life, so a member's rows lie scattered over the file. The journal is empty: no page of a member
/// reads it.
/// </summary>
internal sealed class BenchClub
{
    private const int InvoicesEach = 10;
    private const int InvoicesOfTheFaithful = 100;
    private const int FaithfulId = 1;
    private const int DaysOfHistory = 1_000;
    private const int DaysToPay = 14;
    private const string Currency = "NOK";
    private static readonly string[] Wares = ["Season", "Training ice", "Licence"];

    private readonly DateOnly _today;
    private readonly bool _pays;
    private readonly Dictionary<int, int> _numbers = [];

    public BenchClub(int invoices, DateOnly today, bool pays)
    {
        _today = today;
        _pays = pays;
        Products = [.. Wares.Select((name, i) => new Product
        {
            Id = i + 1, Name = name, Currency = Currency, Price = 120_000, VatRate = 0, Interval = BillingInterval.Year,
        })];
        Members = [.. Enumerable.Range(1, invoices / InvoicesEach).Select(NewMember)];
        Subscriptions = [.. Members.Select(NewSubscription)];
        Methods = [.. Members.Select(NewCard)];
        for (var i = 0; i < invoices; i++)
            Bill(i, i % (invoices / InvoicesOfTheFaithful) == 0 ? FaithfulId : 2 + (i % (Members.Count - 1)), today.AddDays(-DaysOfHistory + (int)(i * (long)DaysOfHistory / invoices)));
    }

    public List<Product> Products { get; }
    public List<Member> Members { get; }
    public List<Subscription> Subscriptions { get; }
    public List<PaymentMethod> Methods { get; }
    public List<Invoice> Invoices { get; } = [];
    public List<InvoiceLine> Lines { get; } = [];
    public List<Payment> Payments { get; } = [];

    public IEnumerable<string> NumbersOwedBy(Member member) => OwedBy([member]).Select(i => i.Number!);

    public IEnumerable<Invoice> OwedBy(IReadOnlyList<Member> members)
    {
        var ids = members.Select(member => member.Id).ToHashSet();
        return Invoices.Where(i => ids.Contains(i.MemberId) && i.Received < i.Total);
    }

    /// <summary>Whose home page is asked for: the one of a hundred invoices, and those billed last, who owe something.</summary>
    public IEnumerable<Member> Measured(int count) => Invoices.Select(i => i.MemberId).Reverse().Distinct().Where(id => id != FaithfulId)
        .Take(count - 1).Append(FaithfulId).Select(id => Members[id - 1]);

    private Member NewMember(int id) => new()
    {
        Id = id,
        Number = id,
        Name = $"Kari Nordmann {id}",
        Email = $"member{id}@example.org",
        Language = "nb",
        JoinedOn = _today.AddDays(-DaysOfHistory),
        ProviderKey = Guid.NewGuid(),
    };

    private Subscription NewSubscription(Member member) => new()
    {
        Id = member.Id,
        MemberId = member.Id,
        ProductId = 1,
        Interval = BillingInterval.Year,
        StartsOn = _today.AddDays(-DaysOfHistory),
        PaidUntil = _today.AddDays(100),
    };

    private PaymentMethod NewCard(Member member) => new()
    {
        Id = member.Id,
        MemberId = member.Id,
        Kind = PaymentMethodKind.Card,
        AddedAt = InstantOf(_today.AddDays(-DaysOfHistory)),
        Brand = "visa",
        Last4 = "4242",
        ExpMonth = 12,
        ExpYear = _today.Year + 2,
        LastResult = ChargeResult.Succeeded,
    };

    private void Bill(int place, int memberId, DateOnly day)
    {
        var product = Products[place / Members.Count % Products.Count];
        var invoice = new Invoice
        {
            Id = place + 1,
            MemberId = memberId,
            Title = $"{product.Name} {day.Year}",
            Currency = Currency,
            CreatedAt = InstantOf(day),
            SentAt = InstantOf(day),
            DueOn = day.AddDays(DaysToPay),
        };
        AddLine(invoice, product.Name, product, day);
        if (place % 2 == 0)
            AddLine(invoice, "Postage", null, day);

        var number = _numbers[day.Year] = _numbers.GetValueOrDefault(day.Year) + 1;
        invoice.Issue(InvoiceNumber.Of(day.Year, number), Kid.For(memberId, day.Year, number, KidAlgorithm.Mod10), day);
        Invoices.Add(invoice);
        if (_pays && day.AddDays(DaysToPay) < _today && place % 50 != 0)
            Pay(invoice, day.AddDays(DaysToPay));
    }

    private void AddLine(Invoice invoice, string description, Product? product, DateOnly day)
    {
        var line = new InvoiceLine
        {
            Id = Lines.Count + 1,
            InvoiceId = invoice.Id,
            Position = invoice.Lines.Count + 1,
            Description = description,
            ProductId = product?.Id,
            Quantity = 1,
            UnitPrice = product?.Price ?? 4_900,
            Amount = product?.Price ?? 4_900,
            VatRate = 0,
            Vat = 0,
            CoversFrom = product is null ? null : day,
            CoversUntil = product is null ? null : day.AddDays(365),
        };
        invoice.Add(line);
        Lines.Add(line);
    }

    private void Pay(Invoice invoice, DateOnly day)
    {
        invoice.Received = invoice.Total;
        Payments.Add(new Payment
        {
            Id = Payments.Count + 1,
            Source = $"bench:{invoice.Id}",
            InvoiceId = invoice.Id,
            MemberId = invoice.MemberId,
            Currency = Currency,
            Amount = invoice.Total,
            Way = PaymentWay.Card,
            CardBrand = "visa",
            Last4 = "4242",
            ReceivedAt = InstantOf(day),
            ReceiptNumber = $"R{invoice.Number}",
        });
    }

    private static DateTime InstantOf(DateOnly day) => day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
}

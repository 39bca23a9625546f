using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// An invoice and what becomes of it, told as a sentence: billed, paid, refunded. Made in the morning by the machine and
/// out within the day; days that have not come yet leave it as it is today.
/// </summary>
internal sealed class DemoSale
{
    private readonly DemoClub _club;
    private readonly Member _member;
    private readonly DateOnly _on;
    private readonly bool _isTold;
    private Invoice? _invoice;

    public DemoSale(
        DemoClub club, Member member, InvoiceKind kind, DateOnly on, DateOnly? dueOn, IReadOnlyList<SaleLine> lines)
    {
        (_club, _member, _on, DueOn) = (club, member, on, dueOn);
        Total = lines.Sum(line => line.Amount);
        var madeAt = club.At(on, new TimeOnly(7, club.Chance.Next(60)));
        var sentAt = club.At(on, new TimeOnly(8, club.Chance.Next(60), club.Chance.Next(60)));
        _isTold = sentAt <= club.Now;
        if (!_isTold)
            return;   // a draft is told as a draft, not as a sale that is not out yet

        club.Timeline.At(madeAt, () => _invoice = club.Books.Draft(member, kind, lines, dueOn, madeAt, Actor.Machine));
        club.Timeline.At(sentAt, () => club.Books.Issue(_invoice!, member, sentAt));
    }

    public DateOnly? DueOn { get; }

    /// <summary>Minor units.</summary>
    public long Total { get; }

    public DemoSale Paid(PaymentWay way, DateOnly on) => Received(Total, way, on);

    public DemoSale Received(long minor, PaymentWay way, DateOnly on)
    {
        var at = _club.SomeTime(After(on));
        var card = way == PaymentWay.Card && _isTold && at <= _club.Now ? CardOf(minor, at) : null;
        var by = way == PaymentWay.Card ? Actor.Provider : DemoPerson.Seller.Name;
        return At(at, invoice => _club.Books.Receive(invoice, minor, way, at, by, card));
    }

    public DemoSale PaidFromBalance(DateOnly on)
    {
        var at = _club.SomeTime(After(on));
        return At(at, invoice => _club.Books.PayFromBalance(invoice, at));
    }

    /// <summary>So much of one line, decided in the morning and sent the way it came in the evening.</summary>
    public DemoSale Refunded(int position, long minor, PaymentWay way, DateOnly on, string why)
    {
        var sentAt = _club.At(on, new TimeOnly(19, 30));
        RefundDecided(position, minor, on);
        return At(sentAt, invoice => _club.Books.PayRefund(
            invoice, invoice.Lines[position - 1], minor, way, sentAt, DemoPerson.Seller.Name, _club.Catalogue.Words(why)));
    }

    public DemoSale RefundDecided(int position, long minor, DateOnly on)
    {
        var at = _club.At(on, new TimeOnly(10, 15));
        return At(at, invoice => _club.Books.DecideRefund(invoice, invoice.Lines[position - 1], minor, at, DemoPerson.Seller.Name));
    }

    public DemoSale Voided(DateOnly on, string why)
    {
        var at = _club.SomeTime(After(on));
        return At(at, invoice => _club.Books.Void(invoice, at, DemoPerson.Seller.Name, _club.Catalogue.Words(why)));
    }

    public DemoSale GivenUp(DateOnly on)
    {
        var at = _club.SomeTime(After(on));
        return At(at, invoice => _club.Books.GiveUp(invoice, at, Actor.Machine, _club.Catalogue.Words("given-up")));
    }

    public DemoSale Declined(DateOnly on)
    {
        var at = _club.SomeTime(After(on));
        return At(at, invoice => _club.Books.Decline(invoice, at));
    }

    /// <summary>Issued for work whose act nobody has confirmed.</summary>
    public DemoSale AwaitingAct()
    {
        var at = _club.SomeTime(After(_on));
        return At(at, invoice => invoice.ActAwaitedSince = at);
    }

    /// <summary>What follows from the money, whenever it has come.</summary>
    public DemoSale WhenPaid(Action happen) => At(_club.Now, invoice =>
    {
        if (invoice.Received >= invoice.Total)
            happen();
    });

    private DemoSale At(DateTime instant, Action<Invoice> happen)
    {
        if (_isTold)
            _club.Timeline.At(instant, () => happen(_invoice!));
        return this;
    }

    /// <summary>The day after it was sent, at the earliest.</summary>
    private DateOnly After(DateOnly day) => day > _on ? day : _on.AddDays(1);

    private DemoCard CardOf(long minor, DateTime at)
    {
        var card = new DemoCard
        {
            Member = _member,
            Amount = minor,
            At = at,
            Brand = _member.Id % 3 == 0 ? "mastercard" : "visa",
            Last4 = _member.Id % 3 == 0 ? "4444" : "4242",
            AttemptId = $"att_{_club.NewGuid():N}",
        };
        _club.Cards.Add(card);
        return card;
    }
}

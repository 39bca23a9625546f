using MemberPortal.Billing.Journal;
using static MemberPortal.Billing.Tests.Journal.Books;

namespace MemberPortal.Billing.Tests.Journal;

public sealed class MoneyPlacesTests
{
    private static readonly LineAmount[] Lines = [new(1, 1000, 0), new(2, 200, 0)];

    private readonly Books _books = new();

    [Fact]
    public void Nothing_received_is_outstanding()
    {
        Finalise();

        Assert.Equal(["1: Receivable 1000", "2: Receivable 200", "beyond:"], Shown());
    }

    [Fact]
    public void Money_fills_the_lines_in_their_order()
    {
        Finalise();
        Receive(AccountKind.Cash, 700);
        Receive(AccountKind.Cheques, 400);

        Assert.Equal(["1: Cash 700, Cheques 300", "2: Cheques 100, Receivable 100", "beyond:"], Shown());
    }

    [Fact]
    public void What_is_held_lies_beyond_the_lines()
    {
        Finalise();
        Receive(AccountKind.Bank, 1250);

        Assert.Equal(["1: Bank 1000", "2: Bank 200", "beyond: Bank 50"], Shown());
    }

    [Fact]
    public void A_payment_taken_back_leaves_what_the_others_brought()
    {
        Finalise();
        var first = Receive(AccountKind.Cash, 1200);
        Receive(AccountKind.Bank, 1200);
        _books.Book(Bookings.Together(Because("reversed"),
        [
            Bookings.Mirror(Because(), first),
            Bookings.ExcessApplied(Because(), SeasonFee, Kroner(1200), [new(1, 1000), new(2, 200)]),
        ]));

        Assert.Equal(["1: Bank 1000", "2: Bank 200", "beyond:"], Shown());
        Assert.Equal((0, 0), (_books.Receivable, _books.Held));
    }

    [Fact]
    public void What_is_left_of_a_line_in_the_middle_is_that_lines()
    {
        Finalise();
        var first = Receive(AccountKind.Cash, 900);
        Receive(AccountKind.Bank, 300);
        _books.Book(Bookings.Mirror(Because("reversed"), first));

        Assert.Equal(["1: Bank 100, Receivable 900", "2: Bank 200", "beyond:"], Shown());
    }

    [Fact]
    public void A_refund_is_beyond_the_lines_until_it_is_sent()
    {
        Finalise();
        Receive(AccountKind.Cash, 1200);
        _books.Book(Bookings.LinesRefunded(Because(), SeasonFee, [new LineRefund(2, 200, 0)]));
        Assert.Equal(["1: Cash 1000", "2: Refunds 200", "beyond: Cash 200"], Shown());

        _books.Book(Bookings.RefundPaid(Because(), SeasonFee, AccountKind.Cash, Kroner(200)));
        Assert.Equal(["1: Cash 1000", "2: Refunds 200", "beyond:"], Shown());
    }

    [Fact]
    public void A_payout_takes_the_money_from_the_provider()
    {
        Finalise();
        Receive(AccountKind.AtProvider, 1200);
        _books.Book(Bookings.PayoutMade(Because(), "po_1", Kroner(1180), Kroner(20), [new PayoutPart(1200, 7, 42)]));

        Assert.Equal(["1: InPayout po_1 1000", "2: InPayout po_1 200", "beyond:"], Shown());
    }

    [Fact]
    public void A_top_up_is_outstanding_as_far_as_nothing_came()
    {
        _books.Book(Bookings.TopUpReceived(Because(), SeasonFee, AccountKind.Cash, Kroner(1100)));

        Assert.Equal(["1: Cash 1000", "2: Cash 100, Receivable 100", "beyond:"], Shown());
    }

    [Fact]
    public void The_balance_that_paid_is_a_place()
    {
        Finalise();
        _books.Book(Bookings.PaidFromBalance(Because(), SeasonFee, Kroner(1200), _books.Outstanding(Lines)));

        Assert.Equal(["1: Balance 1000", "2: Balance 200", "beyond:"], Shown());
    }

    private void Finalise() => _books.Book(Bookings.InvoiceFinalised(Because(), SeasonFee, Lines)!);

    private JournalEntry Receive(AccountKind into, long minor) =>
        _books.Book(Bookings.PaymentReceived(Because(), SeasonFee, into, Kroner(minor), _books.Outstanding(Lines)));

    private IEnumerable<string> Shown()
    {
        var places = MoneyPlaces.Of(Lines, [.. _books.Postings.Where(posting => posting.InvoiceId == SeasonFee.InvoiceId)]);
        return places.Lines.Select(line => Line($"{line.InvoiceLineId}", line.Places)).Append(Line("beyond", places.Beyond));

        static string Line(string name, IEnumerable<MoneyAt> money) =>
            $"{name}: {string.Join(", ", money.Select(m => $"{m.Account}{(m.PayoutId is null ? "" : " " + m.PayoutId)} {m.Minor}"))}".Trim();
    }
}

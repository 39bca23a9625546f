using MemberPortal.Billing.Journal;
using static MemberPortal.Billing.Tests.Journal.Books;

namespace MemberPortal.Billing.Tests.Journal;

public sealed class BookingsTests
{
    private static readonly LineAmount[] Lines = [new(1, 12500, 2500), new(2, 3000, 0), new(3, 0, 2500)];

    [Fact]
    public void Finalising_asks_per_line_and_parts_revenue_from_tax()
    {
        var entry = Bookings.InvoiceFinalised(Because(), SeasonFee, Lines)!;

        Assert.Equal(
            "Receivable/1 12500, Revenue/1 -10000, Tax/1 -2500, Receivable/2 3000, Revenue/2 -3000",
            Shown(entry));
        Assert.All(entry.Postings, posting => Assert.Equal((7, 42), (posting.InvoiceId, posting.MemberId)));
    }

    [Fact]
    public void An_invoice_of_nothing_books_nothing()
    {
        Assert.Null(Bookings.InvoiceFinalised(Because(), SeasonFee, [new(1, 0, 2500)]));
        Assert.Null(Bookings.InvoiceFinalised(Because(), SeasonFee, []));
    }

    [Fact]
    public void A_line_below_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Bookings.InvoiceFinalised(Because(), SeasonFee, [new(1, 100, 0), new(2, -1, 0)]));

    [Theory]
    [InlineData(50, "AtProvider 50, Receivable/1 -50")]
    [InlineData(100, "AtProvider 100, Receivable/1 -100")]
    [InlineData(120, "AtProvider 120, Receivable/1 -100, Receivable/2 -20")]
    [InlineData(150, "AtProvider 150, Receivable/1 -100, Receivable/2 -50")]
    [InlineData(170, "AtProvider 170, Receivable/1 -100, Receivable/2 -50, OverpaymentHeld -20")]
    public void A_payment_settles_lines_in_their_order_and_the_excess_is_held(long minor, string booked) =>
        Assert.Equal(booked, Shown(Bookings.PaymentReceived(
            Because(), SeasonFee, AccountKind.AtProvider, Kroner(minor), [new(1, 100), new(2, 50)])));

    [Fact]
    public void Money_for_a_settled_invoice_is_all_held() => Assert.Equal(
        "Bank 30, OverpaymentHeld -30",
        Shown(Bookings.PaymentReceived(Because(), SeasonFee, AccountKind.Bank, Kroner(30), [new(1, 0)])));

    [Fact]
    public void What_was_held_settles_lines_and_no_more_than_they_ask()
    {
        Assert.Equal(
            "OverpaymentHeld 120, Receivable/1 -100, Receivable/2 -20",
            Shown(Bookings.ExcessApplied(Because(), SeasonFee, Kroner(120), [new(1, 100), new(2, 50)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bookings.ExcessApplied(Because(), SeasonFee, Kroner(151), [new(1, 100), new(2, 50)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bookings.ExcessApplied(Because(), SeasonFee, Kroner(0), [new(1, 100)]));
    }

    [Fact]
    public void Money_comes_in_by_a_way_and_is_more_than_nothing()
    {
        Assert.Throws<ArgumentException>(() => Receive(AccountKind.Balance, Kroner(1)));
        Assert.Throws<ArgumentException>(() => Receive(AccountKind.Revenue, Kroner(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Receive(AccountKind.Cash, Kroner(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Receive(AccountKind.Cash, Kroner(-1)));
        Assert.Throws<InvalidOperationException>(() => Receive(AccountKind.Cash, new(1, Currency.Of("EUR"))));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Bookings.PaymentReceived(Because(), SeasonFee, AccountKind.Cash, Kroner(1), [new(1, -1)]));

        static JournalEntry Receive(AccountKind into, Money amount) =>
            Bookings.PaymentReceived(Because(), SeasonFee, into, amount, [new(1, 100)]);
    }

    [Fact]
    public void The_balance_pays_lines_and_never_too_much()
    {
        var entry = Bookings.PaidFromBalance(Because(), SeasonFee, Kroner(120), [new(1, 100), new(2, 50)]);

        Assert.Equal("Balance 120, Receivable/1 -100, Receivable/2 -20", Shown(entry));
        Assert.Equal(42, entry.Postings[0].MemberId);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Bookings.PaidFromBalance(Because(), SeasonFee, Kroner(151), [new(1, 100), new(2, 50)]));
    }

    [Fact]
    public void A_top_up_raises_the_balance()
    {
        var entry = Bookings.TopUpReceived(Because(), SeasonFee, AccountKind.AtProvider, Kroner(500));

        Assert.Equal("AtProvider 500, Balance -500", Shown(entry));
        Assert.Equal(42, entry.Postings[1].MemberId);
    }

    [Theory]
    [InlineData(42)]
    [InlineData(null)]
    public void Money_with_nothing_to_put_it_on_waits_for_a_seller(int? member)
    {
        var entry = Bookings.ReceiptUnallocated(Because(), member, AccountKind.Bank, Kroner(500));

        Assert.Equal("Bank 500, UnallocatedReceipts -500", Shown(entry));
        Assert.All(entry.Postings, posting => Assert.Equal(member, posting.MemberId));
    }

    [Fact]
    public void A_refunded_line_waits_and_then_goes_the_way_back()
    {
        var books = new Books();
        books.Book(Bookings.LinesRefunded(Because(), SeasonFee, [new(1, 12500, 2500)]));
        Assert.Equal((10000, 2500, -12500), (On(AccountKind.Revenue), On(AccountKind.Tax), On(AccountKind.Refunds)));

        books.Book(Bookings.RefundPaid(Because(), SeasonFee, AccountKind.AtProvider, Kroner(12500)));
        Assert.Equal((0, -12500), (On(AccountKind.Refunds), On(AccountKind.AtProvider)));

        long On(AccountKind account) => books.On(account);
    }

    [Fact]
    public void A_refund_may_go_to_the_balance_and_not_to_revenue()
    {
        Assert.Equal(
            "Refunds 100, Balance -100",
            Shown(Bookings.RefundPaid(Because(), SeasonFee, AccountKind.Balance, Kroner(100))));
        Assert.Throws<ArgumentException>(
            () => Bookings.RefundPaid(Because(), SeasonFee, AccountKind.Revenue, Kroner(100)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public void A_refund_of_nothing_is_refused(long gross, long before) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Bookings.LinesRefunded(Because(), SeasonFee, [new(1, gross, 2500, before)]));

    [Fact]
    public void A_payout_leaves_the_provider_and_reaches_the_bank_less_fees()
    {
        var books = new Books();
        var made = books.Book(Bookings.PayoutMade(
            Because(), "po_1", Kroner(95), Kroner(5), [new(120, 7, 42), new(-20, 8, 43)]));

        Assert.Equal("InPayout 95, ProviderFees 5, AtProvider -120, AtProvider 20", Shown(made));
        Assert.All(made.Postings, posting => Assert.Equal("po_1", posting.PayoutId));
        Assert.Equal([7, 8], made.Postings.Select(posting => posting.InvoiceId).OfType<int>());

        books.Book(Bookings.PayoutArrived(Because(), "po_1", Kroner(95)));
        Assert.Equal((0, 95), (books.On(AccountKind.InPayout), books.On(AccountKind.Bank)));
    }

    [Fact]
    public void A_payout_that_does_not_add_up_is_refused() => Assert.Throws<ArgumentException>(
        () => Bookings.PayoutMade(Because(), "po_1", Kroner(95), Kroner(4), [new(100, 7, 42)]));

    [Fact]
    public void A_void_invoice_asks_for_nothing_and_has_earned_nothing()
    {
        var books = new Books();
        var finalised = books.Book(Bookings.InvoiceFinalised(Because(), SeasonFee, Lines)!);
        books.Book(Bookings.InvoiceVoided(Because("voided"), finalised));

        Assert.All(Enum.GetValues<AccountKind>(), account => Assert.Equal(0, books.On(account)));
        Assert.All(Lines, line => Assert.Equal(0, books.OutstandingOf(line.InvoiceLineId)));
    }
}

using FsCheck;
using FsCheck.Fluent;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Tests.Support;
using static MemberPortal.Billing.Tests.Journal.Books;

namespace MemberPortal.Billing.Tests.Journal;

public sealed class JournalPropertyTests
{
    /// <summary>As many lines and payments as an invoice can have before one more shows nothing new.</summary>
    private const int AFew = 8;

    private static readonly AccountKind[] Ways =
        [AccountKind.AtProvider, AccountKind.Cash, AccountKind.Cheques, AccountKind.Bank, AccountKind.ExternalErp];

    private static Gen<LineAmount[]> Lines => Gen
        .NonEmptyListOf(Gen.Choose(0, 5000).Zip(Gen.Elements(0, 600, 1200, 1500, 2500)))
        .Resize(AFew)
        .Select(lines => lines.Select((line, i) => new LineAmount(i + 1, line.Item1, line.Item2)).ToArray());

    private static Gen<(AccountKind Way, long Minor)[]> Payments => Gen
        .ArrayOf(Gen.Elements(Ways).Zip(Gen.Choose(1, 8000)))
        .Resize(AFew)
        .Select(payments => payments.Select(payment => (payment.Item1, (long)payment.Item2)).ToArray());

    [Fact]
    public void Whatever_comes_in_settles_in_order_and_the_rest_is_held() => Always.Holds(Lines.Zip(Payments), story =>
    {
        var (lines, payments) = story;
        var total = lines.Sum(line => line.GrossMinor);
        var received = 0L;
        var books = Finalised(lines);

        foreach (var (way, minor) in payments)
        {
            books.Book(Bookings.PaymentReceived(Because(), SeasonFee, way, Kroner(minor), books.Outstanding(lines)));
            received += minor;

            Assert.Equal(total - Math.Min(received, total), books.Receivable);
            Assert.Equal(Math.Max(0, received - total), books.Held);
            Assert.Equal(received, Ways.Sum(books.On));
            Assert.Equal(
                LeftInOrder(lines, received), lines.Select(line => books.OutstandingOf(line.InvoiceLineId)));
        }
    });

    [Fact]
    public void Finalising_earns_exactly_what_it_asks() => Always.Holds(Lines, lines =>
    {
        var books = Finalised(lines);

        Assert.Equal(lines.Sum(line => line.GrossMinor), books.Receivable);
        Assert.Equal(-books.Receivable, books.On(AccountKind.Revenue) + books.On(AccountKind.Tax));
        Assert.Equal(
            -lines.Sum(line => Vat.IncludedIn(line.GrossMinor, line.VatRateBasisPoints)),
            books.On(AccountKind.Tax));
    });

    [Fact]
    public void A_line_refunded_in_any_parts_gives_back_exactly_its_tax() =>
        Always.Holds(Gen.NonEmptyListOf(Gen.Choose(1, 500)).Zip(Gen.Elements(600, 1200, 1500, 2500)), story =>
        {
            var (parts, rate) = story;
            var books = Finalised([new(1, parts.Sum(), rate)]);

            var before = 0L;
            foreach (var part in parts)
            {
                books.Book(Bookings.LinesRefunded(Because(), SeasonFee, [new(1, part, rate, before)]));
                before += part;
            }

            Assert.Equal((0, 0), (books.On(AccountKind.Revenue), books.On(AccountKind.Tax)));
            Assert.Equal(-before, books.On(AccountKind.Refunds));
        });

    [Fact]
    public void Every_recipe_balances_and_sums_to_nothing_with_its_mirror() => Always.Holds(Recipe, entry =>
    {
        var mirror = Bookings.Mirror(Because("mirrored"), entry);

        Assert.Equal(0, entry.Postings.Sum(posting => posting.Minor));
        Assert.All(entry.Postings, posting => Assert.NotEqual(0, posting.Minor));
        Assert.Equal(entry.Postings.Select(Where), mirror.Postings.Select(Where));
        Assert.Equal(
            entry.Postings.Select(posting => -posting.Minor), mirror.Postings.Select(posting => posting.Minor));
    });

    private static Gen<JournalEntry> Recipe =>
        from lines in Lines.Where(lines => lines.Any(line => line.GrossMinor > 0))
        from minor in Gen.Choose(1, 8000)
        from way in Gen.Elements(Ways)
        from entry in Gen.Elements(RecipesOf(lines, Kroner(minor), way))
        select entry;

    private static JournalEntry[] RecipesOf(LineAmount[] lines, Money amount, AccountKind way)
    {
        var outstanding = Finalised(lines).Outstanding(lines);
        var asked = lines.Where(line => line.GrossMinor > 0).ToArray();

        return
        [
            Bookings.InvoiceFinalised(Because(), SeasonFee, lines)!,
            Bookings.PaymentReceived(Because(), SeasonFee, way, amount, outstanding),
            Bookings.PaidFromBalance(Because(), SeasonFee, Kroner(asked.Sum(line => line.GrossMinor)), outstanding),
            Bookings.TopUpReceived(Because(), SeasonFee, way, amount),
            Bookings.ReceiptUnallocated(Because(), null, way, amount),
            Bookings.LinesRefunded(Because(), SeasonFee,
                [.. asked.Select(line => new LineRefund(
                    line.InvoiceLineId, line.GrossMinor, line.VatRateBasisPoints))]),
            Bookings.RefundPaid(Because(), SeasonFee, way, amount),
            Bookings.PayoutMade(Because(), "po_1", amount, Kroner(3), [new(amount.Minor + 3, 7, 42)]),
            Bookings.PayoutArrived(Because(), "po_1", amount),
        ];
    }

    private static Books Finalised(LineAmount[] lines)
    {
        var books = new Books();
        if (Bookings.InvoiceFinalised(Because(), SeasonFee, lines) is { } entry)
            books.Book(entry);

        return books;
    }

    /// <summary>What is left of each line, reckoned another way: from the total, not payment by payment.</summary>
    private static IEnumerable<long> LeftInOrder(LineAmount[] lines, long received) =>
        lines.Select((line, i) =>
            Math.Clamp(lines.Take(i + 1).Sum(before => before.GrossMinor) - received, 0, line.GrossMinor));

    private static object Where(Posting of) =>
        (of.Account, of.InvoiceId, of.InvoiceLineId, of.MemberId, of.PayoutId, of.Currency);
}

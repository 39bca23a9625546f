using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Proof;

/// <summary>Each invariant sees exactly what breaks it, written past the guards that would refuse it.</summary>
public sealed class InvariantsTests(ProvenClub club) : IClassFixture<ProvenClub>
{
    /// <summary>The invariants that do not hold, what the first of them names, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "FileIsSound", "CHECK constraint failed in ChargeAttempts", """UPDATE "ChargeAttempts" SET "Amount" = 0 WHERE "State" = 'Pending'""" },
        { "RowsHaveTheirParents", "Outbox 1", """UPDATE "Outbox" SET "MemberId" = 999 WHERE "Id" = 1""" },
        { "GuardsStand", "Journal_refuses_DELETE", """DROP TRIGGER "Journal_refuses_DELETE" """ },
        { "EntriesBalance", "invoice:2026-00001:finalised", Posted("Bank", 5, "NULL") },
        { "BalancesEqualPostings", "1", """UPDATE "Balances" SET "Amount" = "Amount" + 1""" },
        { "BalancesEqualPostings", "1", """DELETE FROM "Balances" """ },
        { "TopUpsAreOnTheBalance ReceivedEqualsPayments", "2026-00003", """UPDATE "Invoices" SET "Received" = "Received" - 1 WHERE "Number" = '2026-00003'""" },
        { "InvoicesEqualPostings ReceivedEqualsPayments", "2026-00002", """UPDATE "Invoices" SET "Received" = 1 WHERE "Number" = '2026-00002'""" },
        { "LinesAreSettledInBounds", "2026-00001, 1", $"{Posted("Receivable", -1, "1", line: 1)}; {Posted("Receivable", 1, "1", line: 2)}" },
        { "ExcessIsHeld", "2026-00002", $"{Posted("OverpaymentHeld", -5, "2")}; {Posted("Bank", 5, "2")}" },
        { "TotalsEqualLines", "2026-00002", """UPDATE "InvoiceLines" SET "Amount" = "Amount" + 1 WHERE "InvoiceId" = 2 AND "Position" = 1""" },
        { "ReceivedEqualsPayments", "2026-00001", """INSERT INTO "PaymentReversals" VALUES (1, '2026-03-02', 'Kari', 'A mistake')""" },
        { "PaymentsAreBookedOnce", "payment:cash:twice:received", Paid("cash:twice") },
        { "PaymentsAreBookedOnce", "payment:cash:both:received", Paid("cash:both:2026-00002") },   // a part of a payment for several
        { "RefundsEqualPostings", "2026-00001", """UPDATE "Invoices" SET "Refunded" = 100 WHERE "Number" = '2026-00001'""" },
        { "RefundsEqualPostings", "2026-00001", """UPDATE "InvoiceLines" SET "Refunded" = 100 WHERE "InvoiceId" = 1 AND "Position" = 1""" },
        {
            "RefundsAreWithinReceived", "2026-00002",
            $"""
             {Posted("Refunds", 100, "2")}; {Posted("Bank", -100, "2")};
             UPDATE "InvoiceLines" SET "Refunded" = 100 WHERE "InvoiceId" = 2 AND "Position" = 1; UPDATE "Invoices" SET "Refunded" = 100 WHERE "Id" = 2
             """
        },
        { "FileIsSound BalancesEqualPostings NothingIsBelowNothing", "CHECK constraint failed in Balances", """UPDATE "Balances" SET "Amount" = -1""" },
        { "NumbersHaveNoGaps", "invoice 2026", """UPDATE "NumberSeries" SET "Last" = "Last" + 1 WHERE "Series" = 'invoice'""" },
        { "NumbersHaveNoGaps", "receipt 2026", """UPDATE "NumberSeries" SET "Last" = "Last" - 1 WHERE "Series" = 'receipt'""" },
        { "OneAttemptAtATime", "2026-00002", SecondAttempt },
        {
            "ClaimsFollowTheirAttempts", "*",
            """UPDATE "AttemptClaims" SET "ReleasedAt" = NULL WHERE "InvoiceId" = 1"""
        },
        { "AttemptsComeToAnEnd", "*", """UPDATE "ChargeAttempts" SET "PageExpiresAt" = '2026-02-28 00:00:00' WHERE "State" = 'Pending'""" },
        {
            "MailsAreQueuedOnce", "invoice:2026-00001",
            """
            DROP INDEX "IX_Outbox_Key"; CREATE TEMP TABLE again AS SELECT * FROM "Outbox" WHERE "Key" = 'invoice:2026-00001';
            UPDATE again SET "Id" = 999; INSERT INTO "Outbox" SELECT * FROM again
            """
        },
        { "MailsLeave", "invoice:2026-00001", """UPDATE "Outbox" SET "NextTryAt" = '2026-02-28 00:00:00' WHERE "Key" = 'invoice:2026-00001'""" },
    };

    [Fact]
    public async Task Books_that_nobody_touched_hold() => Assert.Empty(await club.DifferencesAfterAsync("SELECT 1"));

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_in_the_books_is_named(string invariants, string about, string mistake)
    {
        var differences = await club.DifferencesAfterAsync(mistake);

        Assert.Equal(invariants, string.Join(' ', differences.Select(difference => difference.Invariant).Distinct()));
        Assert.All(differences, difference => Assert.NotEqual("", difference.About));
        if (about != "*")
            Assert.Equal(about, differences[0].About);
    }

    [Fact]
    public void Every_invariant_has_a_mistake_that_breaks_it()
    {
        var broken = Mistakes.SelectMany(row => ((string)row[0]).Split(' ')).Distinct().Select(Enum.Parse<Invariant>);

        Assert.Equal(Enum.GetValues<Invariant>().Where(invariant => !Invariants.AreOfProvider(invariant)), broken.Order());
    }

    [Fact]
    public async Task A_difference_says_what_should_be_and_what_is()
    {
        var difference = Assert.Single(await club.DifferencesAfterAsync("""UPDATE "Balances" SET "Amount" = "Amount" - 300"""));

        Assert.Equal((DifferenceSubject.Member, "1", "NOK", 50_000, 49_700), (difference.Subject, difference.SubjectId, difference.Currency, difference.Expected, difference.Found));
    }

    [Fact]
    public async Task A_mail_that_is_not_needed_any_more_waits_for_nothing()
    {
        Assert.Empty(await club.DifferencesAfterAsync(
            """UPDATE "Outbox" SET "NextTryAt" = '2026-02-28 00:00:00', "WithdrawnAt" = '2026-02-28 00:00:00' WHERE "Key" = 'invoice:2026-00001'"""));
    }

    private static string Posted(string account, long minor, string invoice, int? line = null) =>
        $"""
         INSERT INTO "Postings" ("Account", "Currency", "Minor", "InvoiceId", "InvoiceLineId", "EntryId")
         VALUES ('{account}', 'NOK', {minor}, {invoice}, {line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}, 1)
         """;

    private static string Paid(string source) =>
        $"""
         INSERT INTO "Payments" ("Source", "Currency", "Amount", "Way", "ReceivedAt", "ReceiptNumber")
         VALUES ('{source}', 'NOK', 5, 'Cash', '2026-03-02 09:00:00', 'X1')
         """;

    private const string SecondAttempt =
        """
        DROP INDEX "IX_AttemptClaims_OnePending";
        CREATE TEMP TABLE attempt AS SELECT * FROM "ChargeAttempts" WHERE "State" = 'Pending';
        CREATE TEMP TABLE claim AS SELECT * FROM "AttemptClaims" WHERE "AttemptId" = (SELECT "Id" FROM attempt);
        UPDATE attempt SET "Id" = 'att_2', "CheckoutId" = NULL, "PaymentIntentId" = NULL;
        UPDATE claim SET "AttemptId" = 'att_2';
        INSERT INTO "ChargeAttempts" SELECT * FROM attempt;
        INSERT INTO "AttemptClaims" SELECT * FROM claim
        """;
}

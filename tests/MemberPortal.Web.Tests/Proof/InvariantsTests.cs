using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Proof;

/// <summary>Each invariant sees exactly what breaks it, written past the guards that would refuse it.</summary>
public sealed class InvariantsTests(ProvenClub club) : IClassFixture<ProvenClub>
{
    /// <summary>The invariants that do not hold, what the first of them names, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "FileIsSound AttemptsEqualClaims", "CHECK constraint failed in ChargeAttempts", """UPDATE "ChargeAttempts" SET "Amount" = 0 WHERE "State" = 'Pending'""" },
        { "RowsHaveTheirParents", "Outbox 1", """UPDATE "Outbox" SET "MemberId" = 999 WHERE "Id" = 1""" },
        { "GuardsStand", "Journal_refuses_DELETE", """DROP TRIGGER "Journal_refuses_DELETE" """ },
        {
            "GuardsStand", "Payments_refuses_UPDATE",
            """DROP TRIGGER "Payments_refuses_UPDATE"; CREATE TRIGGER "Payments_refuses_UPDATE" BEFORE UPDATE ON "Payments" BEGIN SELECT 1; END"""
        },
        { "EntriesBalance", "invoice:2026-00001:finalised", Posted("Bank", 5, "NULL") },
        { "BalancesEqualPostings", "1", """UPDATE "Balances" SET "Amount" = "Amount" + 1""" },
        { "BalancesEqualPostings", "1", """DELETE FROM "Balances" """ },
        { "TopUpsAreOnTheBalance ReceivedEqualsPayments", "2026-00003", """UPDATE "Invoices" SET "Received" = "Received" - 1 WHERE "Number" = '2026-00003'""" },
        { "InvoicesEqualPostings ReceivedEqualsPayments", "2026-00002", """UPDATE "Invoices" SET "Received" = 1 WHERE "Number" = '2026-00002'""" },
        { "LinesAreSettledInBounds", "2026-00001, 1", $"{Posted("Receivable", -1, "1", line: 1)}; {Posted("Receivable", 1, "1", line: 2)}" },
        { "ExcessIsHeld", "2026-00002", $"{Posted("OverpaymentHeld", -5, "2")}; {Posted("Bank", 5, "2")}" },
        { "TotalsEqualLines", "2026-00003", """UPDATE "InvoiceLines" SET "Amount" = "Amount" + 1 WHERE "InvoiceId" = 3""" },
        { "RevenueAndTaxEqualLines", "2026-00001, 2", Changed("Postings", """ "Minor" = "Minor" + CASE "Account" WHEN 'Tax' THEN 1 ELSE -1 END WHERE "InvoiceLineId" = 2 AND "Account" IN ('Tax', 'Revenue')""") },
        { "RevenueAndTaxEqualLines", "2026-00001, 1", Changed("Postings", """ "InvoiceLineId" = 1 WHERE "InvoiceLineId" = 2 AND "Account" = 'Revenue'""") },
        { "RevenueAndTaxEqualLines", "2026-00003, 1", $"{Posted("Revenue", -50_000, "3", line: 5)}; {Posted("Bank", 50_000, "3")}" },   // a top-up is none
        { "BookingsFollowTheirInvoices", "2026-00002", $"{Posted("ProviderFees", -5, "2", currency: "EUR")}; {Posted("Bank", 5, "2", currency: "EUR")}" },
        { "BookingsFollowTheirInvoices", "2026-00001", Changed("Postings", """ "MemberId" = 2 WHERE "InvoiceId" = 1 AND "Account" = 'AtProvider'""") },
        { "BookingsFollowTheirInvoices", "2026-00001", Changed("Payments", """ "MemberId" = 2 WHERE "InvoiceId" = 1""") },
        { "ReceivedEqualsPayments PaymentsAreBookedOnce", "2026-00001", """INSERT INTO "PaymentReversals" VALUES (1, '2026-03-02', 'Kari', 'A mistake')""" },
        { "PaymentsAreBookedOnce", "payment:cash:twice:received, Cash", Paid("cash:twice") },
        { "PaymentsAreBookedOnce", "payment:cash:both:received, Cash", Paid("cash:both:2026-00002") },   // a part of a payment for several
        { "PaymentsAreBookedOnce", "*", Changed("Payments", """ "Currency" = 'EUR' WHERE "InvoiceId" = 1""") },
        { "PaymentsAreBookedOnce", "*", Changed("Payments", """ "Way" = 'Cash' WHERE "InvoiceId" = 1""") },
        { "PaymentsAreBookedOnce", "*", Changed("Postings", """ "Account" = 'Bank' WHERE "InvoiceId" = 1 AND "Account" = 'AtProvider'""") },
        { "PaymentsAreBookedOnce", "payment:cash:none:reversed, Cash", Entered("payment:cash:none:reversed", "Cash", -5) },
        { "UnallocatedEqualsPayments", "1", $"{Posted("UnallocatedReceipts", -5, "NULL")}; {Posted("Bank", 5, "NULL")}" },
        { "UnallocatedEqualsPayments", "1", $"{PaidUnallocated("cash:lost")}; {Entered("payment:cash:lost:received", "Cash", 5)}" },
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
        { "AttemptsEqualClaims", "*", """UPDATE "AttemptClaims" SET "Amount" = "Amount" + 1 WHERE "InvoiceId" = 1""" },
        { "ChargesArePayments", "*", """UPDATE "ChargeAttempts" SET "PaymentIntentId" = 'pi_lost' WHERE "Id" = (SELECT "AttemptId" FROM "AttemptClaims" WHERE "InvoiceId" = 1)""" },
        { "ChargesArePayments", "*", """UPDATE "AttemptClaims" SET "InvoiceId" = 2 WHERE "InvoiceId" = 1""" },
        { "ChargesArePayments", "*", """UPDATE "ChargeAttempts" SET "State" = 'Failed' WHERE "Id" = (SELECT "AttemptId" FROM "AttemptClaims" WHERE "InvoiceId" = 1)""" },
        { "ProcessingFollowsAttempts", "2026-00001", """UPDATE "Invoices" SET "ProcessingSince" = '2026-03-01 00:00:00' WHERE "Id" = 1""" },
        { "ProcessingFollowsAttempts", "2026-00002", """UPDATE "ChargeAttempts" SET "ProcessingSince" = '2026-03-01 00:00:00' WHERE "State" = 'Pending'""" },
        { "AttemptsComeToAnEnd", "*", """UPDATE "ChargeAttempts" SET "PageExpiresAt" = '2026-02-28 00:00:00' WHERE "State" = 'Pending'""" },
        { "AttemptsComeToAnEnd", "*", UnderWaySince("2026-01-29 00:00:00") },
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

    [Fact]
    public async Task A_debit_may_be_under_way_for_a_month() =>
        Assert.Empty(await club.DifferencesAfterAsync(UnderWaySince("2026-02-10 00:00:00")));

    [Fact]
    public async Task The_second_payment_of_an_attempt_is_named_by_none()
    {
        Assert.Empty(await club.DifferencesAfterAsync(
            $"""
             {PaidUnallocated("stripe:pi_second", "'pi_second'")}; {Entered("payment:stripe:pi_second:received", "AtProvider", 5, "UnallocatedReceipts")}
             """));
    }

    [Fact]
    public async Task A_line_that_was_refunded_and_an_invoice_that_is_void_have_no_revenue()
    {
        const string Refunded =
            """
            UPDATE "InvoiceLines" SET "Refunded" = "Amount" WHERE "InvoiceId" = 1; UPDATE "Invoices" SET "Refunded" = "Total" WHERE "Id" = 1;
            INSERT INTO "Postings" ("Account", "Currency", "Minor", "InvoiceId", "InvoiceLineId", "MemberId", "EntryId")
            SELECT CASE "Account" WHEN 'Receivable' THEN 'Refunds' ELSE "Account" END, "Currency", -"Minor", "InvoiceId", "InvoiceLineId", "MemberId", "EntryId"
            FROM "Postings" WHERE "EntryId" = 1
            """;

        Assert.Empty(await club.DifferencesAfterAsync($"{Refunded}; {Posted("Refunds", 120_000, "1")}; {Posted("AtProvider", -120_000, "1")}"));
        Assert.Equal(
            [(Invariant.InvoicesEqualPostings, "2026-00002"), (Invariant.RevenueAndTaxEqualLines, "2026-00002, 1"), (Invariant.RevenueAndTaxEqualLines, "2026-00002, 2")],
            (await club.DifferencesAfterAsync("""UPDATE "Invoices" SET "VoidedOn" = '2026-03-02' WHERE "Id" = 2""")).Select(d => (d.Invariant, d.About)));
    }

    private static string Posted(string account, long minor, string invoice, int? line = null, string currency = "NOK", string entry = "1") =>
        $"""
         INSERT INTO "Postings" ("Account", "Currency", "Minor", "InvoiceId", "InvoiceLineId", "MemberId", "EntryId")
         VALUES ('{account}', '{currency}', {minor}, {invoice}, {line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}, 1, {entry})
         """;

    private static string Entered(string key, string account, long minor, string against = "WrittenOff") =>
        $"""
         INSERT INTO "Journal" ("Id", "Key", "HappenedAt", "RecordedAt", "By", "What")
         VALUES (99, '{key}', '2026-03-02 09:00:00', '2026-03-02 09:00:00', 'Kari', 'A mistake');
         {Posted(account, minor, "NULL", entry: "99")}; {Posted(against, -minor, "NULL", entry: "99")}
         """;

    /// <summary>Booked as well, but for another cause.</summary>
    private static string Paid(string source) =>
        $"{PaidUnallocated(source)}; {Posted("UnallocatedReceipts", -5, "NULL")}; {Posted("Cash", 5, "NULL")}";

    private static string PaidUnallocated(string source, string providerPaymentId = "NULL") =>
        $"""
         INSERT INTO "Payments" ("Source", "ProviderPaymentId", "MemberId", "Currency", "Amount", "Way", "ReceivedAt", "ReceiptNumber")
         VALUES ('{source}', {providerPaymentId}, 1, 'NOK', 5, {(providerPaymentId == "NULL" ? "'Cash'" : "'Card'")}, '2026-03-02 09:00:00', 'X1')
         """;

    /// <summary>The guard is back in its place afterwards.</summary>
    private static string Changed(string table, string change) =>
        $"""DROP TRIGGER "{AppendOnly.GuardOf(table, "UPDATE")}"; UPDATE "{table}" SET {change}; {AppendOnly.SqlOf(table, "UPDATE")}""";

    private static string UnderWaySince(string moment) =>
        $"""
         UPDATE "ChargeAttempts" SET "ProcessingSince" = '{moment}' WHERE "State" = 'Pending';
         UPDATE "Invoices" SET "ProcessingSince" = '{moment}' WHERE "Id" = 2
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

using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>
/// The invariants of 5-quality.md as one list of queries, each of which answers the rows for which it does not hold. Each is
/// one statement and so sees the database at one moment: it may be asked while others write. Asked every night, on every
/// backup and after every fault test.
/// </summary>
internal static class Invariants
{
    /// <summary>Of each invariant; where everything is wrong, naming everything helps nobody.</summary>
    public const int NamedAtMost = 200;

    /// <summary>Longer than anything waits while the machine is on, and than a club's machine is off for a night.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Longer than the slowest debit takes.</summary>
    private static readonly TimeSpan LongestUnderWay = TimeSpan.FromDays(30);

    /// <summary>
    /// Columns: SubjectId, About, Currency, Expected, Found. {0} and {1} are moments: what was due before {0}, or is under way
    /// since before {1}, has waited too long.
    /// </summary>
    private static readonly IReadOnlyList<(Invariant Invariant, DifferenceSubject Subject, string Sql)> All =
    [
        (Invariant.FileIsSound, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", quick_check AS "About", NULL AS "Currency", NULL AS "Expected", NULL AS "Found"
            FROM pragma_quick_check WHERE quick_check <> 'ok'
            """),
        (Invariant.RowsHaveTheirParents, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", "table" || ' ' || rowid AS "About", NULL AS "Currency", 1 AS "Expected", 0 AS "Found"
            FROM pragma_foreign_key_check
            """),
        (Invariant.GuardsStand, DifferenceSubject.Other, GuardsStand()),
        (Invariant.EntriesBalance, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", e."Key" AS "About", p."Currency", 0 AS "Expected", SUM(p."Minor") AS "Found"
            FROM "Journal" e LEFT JOIN "Postings" p ON p."EntryId" = e."Id"
            GROUP BY e."Id", p."Currency" HAVING COALESCE(SUM(p."Minor"), 1) <> 0
            """),
        (Invariant.BalancesEqualPostings, DifferenceSubject.Member,
            """
            WITH booked AS (
              SELECT "MemberId", "Currency", -SUM("Minor") AS "Minor" FROM "Postings" WHERE "Account" = 'Balance' GROUP BY "MemberId", "Currency")
            SELECT m."Number" AS "SubjectId", m."Number" AS "About", COALESCE(k."Currency", b."Currency") AS "Currency",
              COALESCE(b."Minor", 0) AS "Expected", COALESCE(k."Amount", 0) AS "Found"
            FROM "Balances" k FULL JOIN booked b ON b."MemberId" = k."MemberId" AND b."Currency" = k."Currency"
            JOIN "Members" m ON m."Id" = COALESCE(k."MemberId", b."MemberId")
            WHERE COALESCE(k."Amount", 0) <> COALESCE(b."Minor", 0)
            """),
        (Invariant.TopUpsAreOnTheBalance, DifferenceSubject.Invoice, OfInvoices(
            account: "Balance",
            booked: """-COALESCE(p."Minor", 0)""",
            expected: """CASE WHEN i."Kind" = 'TopUp' THEN i."Received" ELSE -COALESCE(p."Minor", 0) END""")),
        (Invariant.InvoicesEqualPostings, DifferenceSubject.Invoice, OfInvoices(
            account: "Receivable",
            booked: """COALESCE(p."Minor", 0)""",
            expected:
            """
            CASE WHEN i."IssuedOn" IS NULL OR i."VoidedOn" IS NOT NULL OR i."Kind" = 'TopUp' THEN 0
              ELSE MAX(0, i."Total" - i."Received") END
            """)),
        (Invariant.LinesAreSettledInBounds, DifferenceSubject.Invoice,
            """
            SELECT i."Id" AS "SubjectId", i."Number" || ', ' || l."Position" AS "About", i."Currency", l."Amount" AS "Expected", SUM(p."Minor") AS "Found"
            FROM "InvoiceLines" l JOIN "Invoices" i ON i."Id" = l."InvoiceId"
            JOIN "Postings" p ON p."InvoiceLineId" = l."Id" AND p."Account" = 'Receivable'
            GROUP BY l."Id" HAVING SUM(p."Minor") NOT BETWEEN 0 AND l."Amount"
            """),
        (Invariant.ExcessIsHeld, DifferenceSubject.Invoice, OfInvoices(
            account: "OverpaymentHeld",
            booked: """-COALESCE(p."Minor", 0)""",
            expected: """CASE WHEN i."Kind" = 'TopUp' THEN 0 ELSE MAX(0, i."Received" - i."Total") END""")),
        (Invariant.TotalsEqualLines, DifferenceSubject.Invoice,
            """
            SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", i."Currency",
              COALESCE(SUM(l."Amount"), 0) AS "Expected", i."Total" AS "Found"
            FROM "Invoices" i LEFT JOIN "InvoiceLines" l ON l."InvoiceId" = i."Id"
            GROUP BY i."Id" HAVING COALESCE(SUM(l."Amount"), 0) <> i."Total"
            """),
        (Invariant.RevenueAndTaxEqualLines, DifferenceSubject.Invoice,
            """
            WITH booked AS (
              SELECT "InvoiceLineId", -SUM("Minor") FILTER (WHERE "Account" = 'Revenue') AS "Revenue",
                -SUM("Minor") FILTER (WHERE "Account" = 'Tax') AS "Tax", -SUM("Minor") FILTER (WHERE "Account" = 'Refunds') AS "Refunded"
              FROM "Postings" WHERE "InvoiceLineId" IS NOT NULL GROUP BY "InvoiceLineId"),
            lines AS (
              SELECT l."InvoiceId", l."Position", COALESCE(b."Revenue", 0) AS "Revenue", COALESCE(b."Tax", 0) AS "Tax",
                i."IssuedOn" IS NOT NULL AND i."VoidedOn" IS NULL AND i."Kind" <> 'TopUp' AND b."Refunded" IS NOT l."Amount" AS "Stands",
                l."Amount", l."Vat", i."Number", i."Currency"
              FROM "InvoiceLines" l JOIN "Invoices" i ON i."Id" = l."InvoiceId" LEFT JOIN booked b ON b."InvoiceLineId" = l."Id"
              WHERE COALESCE(b."Refunded", 0) IN (0, l."Amount"))
            SELECT "InvoiceId" AS "SubjectId", COALESCE("Number", '#' || "InvoiceId") || ', ' || "Position" AS "About", "Currency",
              CASE WHEN "Tax" <> "Stands" * "Vat" THEN "Stands" * "Vat" ELSE "Stands" * ("Amount" - "Vat") END AS "Expected",
              CASE WHEN "Tax" <> "Stands" * "Vat" THEN "Tax" ELSE "Revenue" END AS "Found"
            FROM lines WHERE "Expected" <> "Found"
            """),
        (Invariant.BookingsFollowTheirInvoices, DifferenceSubject.Invoice,
            """
            WITH astray AS (
              SELECT p."InvoiceId" FROM "Postings" p JOIN "Invoices" i ON i."Id" = p."InvoiceId"
              WHERE p."MemberId" IS NOT i."MemberId" OR p."Currency" <> i."Currency"
              UNION ALL SELECT p."InvoiceId" FROM "Payments" p JOIN "Invoices" i ON i."Id" = p."InvoiceId" WHERE p."MemberId" IS NOT i."MemberId")
            SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", NULL AS "Currency", 0 AS "Expected", COUNT(*) AS "Found"
            FROM astray JOIN "Invoices" i ON i."Id" = astray."InvoiceId" GROUP BY i."Id"
            """),
        (Invariant.ReceivedEqualsPayments, DifferenceSubject.Invoice,
            """
            WITH paid AS (
              SELECT p."InvoiceId", SUM(p."Amount") AS "Minor" FROM "Payments" p
              WHERE NOT EXISTS (SELECT 1 FROM "PaymentReversals" r WHERE r."PaymentId" = p."Id") GROUP BY p."InvoiceId")
            SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", i."Currency",
              COALESCE(paid."Minor", 0) AS "Expected", i."Received" AS "Found"
            FROM "Invoices" i LEFT JOIN paid ON paid."InvoiceId" = i."Id"
            WHERE COALESCE(paid."Minor", 0) <> i."Received"
            """),
        (Invariant.PaymentsAreBookedOnce, DifferenceSubject.Other,
            """
            WITH act AS (
              SELECT "Id", 'payment:' || CASE
                WHEN "ProviderPaymentId" IS NOT NULL THEN 'stripe:' || "ProviderPaymentId"
                WHEN EXISTS (SELECT 1 FROM "Journal" WHERE "Key" = 'payment:' || "Source" || ':received') THEN "Source"
                WHEN "Source" GLOB '*:[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9][0-9]' THEN substr("Source", 1, length("Source") - 11)
                ELSE "Source" END AS "Name",
                CASE "Way" WHEN 'Card' THEN 'AtProvider' WHEN 'DirectDebit' THEN 'AtProvider' WHEN 'Cheque' THEN 'Cheques'
                  WHEN 'Transfer' THEN 'Bank' ELSE "Way" END AS "Account", "Currency", "Amount"
              FROM "Payments"),
            caused AS (
              SELECT "Name" || ':received' AS "Key", "Account", "Currency", SUM("Amount") AS "Minor" FROM act GROUP BY 1, 2, 3
              UNION ALL SELECT "Name" || ':reversed', "Account", "Currency", -SUM("Amount")
              FROM "PaymentReversals" r JOIN act ON act."Id" = r."PaymentId" GROUP BY 1, 2, 3),
            booked AS (
              SELECT e."Key", p."Account", p."Currency", SUM(p."Minor") AS "Minor"
              FROM "Journal" e JOIN "Postings" p ON p."EntryId" = e."Id"
              WHERE (e."Key" LIKE 'payment:%:received' AND p."Minor" > 0)
                OR (e."Key" LIKE 'payment:%:reversed' AND p."Minor" < 0 AND p."Account" <> 'Receivable')
              GROUP BY 1, 2, 3)
            SELECT NULL AS "SubjectId", "Key" || ', ' || "Account" AS "About", "Currency", MAX("Expected") AS "Expected", MAX("Found") AS "Found"
            FROM (
              SELECT "Key", "Account", "Currency", "Minor" AS "Expected", NULL AS "Found" FROM caused
              UNION ALL SELECT "Key", "Account", "Currency", NULL, "Minor" FROM booked)
            GROUP BY "Key", "Account", "Currency" HAVING MAX("Expected") IS NOT MAX("Found")
            """),
        (Invariant.UnallocatedEqualsPayments, DifferenceSubject.Member,
            """
            WITH amounts AS (
              SELECT "MemberId", "Currency", "Amount" AS "Kept", 0 AS "Booked" FROM "Payments" p
              WHERE "InvoiceId" IS NULL AND NOT EXISTS (SELECT 1 FROM "PaymentReversals" r WHERE r."PaymentId" = p."Id")
              UNION ALL SELECT "MemberId", "Currency", 0, -"Minor" FROM "Postings" WHERE "Account" = 'UnallocatedReceipts')
            SELECT m."Number" AS "SubjectId", COALESCE(m."Number", '-') AS "About", a."Currency", SUM(a."Kept") AS "Expected", SUM(a."Booked") AS "Found"
            FROM amounts a LEFT JOIN "Members" m ON m."Id" = a."MemberId"
            GROUP BY a."MemberId", a."Currency" HAVING "Expected" <> "Found"
            """),
        (Invariant.RefundsEqualPostings, DifferenceSubject.Invoice,
            """
            WITH gone AS (
              SELECT "InvoiceId", SUM("Minor") AS "Minor" FROM "Postings" WHERE "Account" = 'Refunds' AND "Minor" > 0 GROUP BY "InvoiceId"),
            lines AS (SELECT "InvoiceId", SUM("Refunded") AS "Minor" FROM "InvoiceLines" GROUP BY "InvoiceId")
            SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", i."Currency",
              COALESCE(gone."Minor", 0) AS "Expected", CASE WHEN i."Refunded" <> COALESCE(gone."Minor", 0) THEN i."Refunded" ELSE lines."Minor" END AS "Found"
            FROM "Invoices" i LEFT JOIN gone ON gone."InvoiceId" = i."Id" LEFT JOIN lines ON lines."InvoiceId" = i."Id"
            WHERE i."Refunded" <> COALESCE(gone."Minor", 0) OR i."Refunded" <> COALESCE(lines."Minor", 0)
            """),
        (Invariant.RefundsAreWithinReceived, DifferenceSubject.Invoice,
            """
            SELECT "Id" AS "SubjectId", COALESCE("Number", '#' || "Id") AS "About", "Currency", MIN("Received", "Total") AS "Expected", "Refunded" AS "Found"
            FROM "Invoices" WHERE "Refunded" > MIN("Received", "Total")
            """),
        (Invariant.NothingIsBelowNothing, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", 'Balances ' || "MemberId" AS "About", "Currency", 0 AS "Expected", "Amount" AS "Found" FROM "Balances" WHERE "Amount" < 0
            UNION ALL SELECT NULL, 'Invoices ' || "Id", "Currency", 0, "Received" FROM "Invoices" WHERE "Received" < 0
            UNION ALL SELECT NULL, 'Payments ' || "Id", "Currency", 1, "Amount" FROM "Payments" WHERE "Amount" < 1
            """),
        (Invariant.NumbersHaveNoGaps, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", s."Series" || ' ' || s."Year" AS "About", NULL AS "Currency", s."Last" AS "Expected",
              CASE s."Series"
                WHEN 'invoice' THEN (SELECT COUNT(*) FROM "Invoices" WHERE "Number" LIKE s."Year" || '-%')
                ELSE (SELECT COUNT(*) FROM "Payments" WHERE "ReceiptNumber" LIKE 'R' || s."Year" || '-%') END AS "Found"
            FROM "NumberSeries" s WHERE "Found" <> s."Last"
            """),
        (Invariant.OneAttemptAtATime, DifferenceSubject.Invoice,
            """
            SELECT i."Id" AS "SubjectId", i."Number" AS "About", NULL AS "Currency", 1 AS "Expected", COUNT(*) AS "Found"
            FROM "AttemptClaims" c JOIN "Invoices" i ON i."Id" = c."InvoiceId"
            WHERE c."ReleasedAt" IS NULL GROUP BY i."Id" HAVING COUNT(*) > 1
            """),
        (Invariant.ClaimsFollowTheirAttempts, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", a."Id" AS "About", NULL AS "Currency",
              CASE a."State" WHEN 'Pending' THEN COUNT(c."InvoiceId") ELSE 0 END AS "Expected", COUNT(c."InvoiceId") - COUNT(c."ReleasedAt") AS "Found"
            FROM "ChargeAttempts" a LEFT JOIN "AttemptClaims" c ON c."AttemptId" = a."Id"
            GROUP BY a."Id" HAVING "Expected" <> "Found" OR COUNT(c."InvoiceId") = 0
            """),
        (Invariant.AttemptsEqualClaims, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", a."Id" AS "About", a."Currency", SUM(c."Amount") AS "Expected", a."Amount" AS "Found"
            FROM "ChargeAttempts" a JOIN "AttemptClaims" c ON c."AttemptId" = a."Id"
            GROUP BY a."Id" HAVING SUM(c."Amount") <> a."Amount"
            """),
        (Invariant.ChargesArePayments, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", a."Id" AS "About", a."Currency", a."Amount" AS "Expected", NULL AS "Found"
            FROM "ChargeAttempts" a
            WHERE a."State" = 'Succeeded' AND NOT EXISTS (SELECT 1 FROM "Payments" p WHERE p."ProviderPaymentId" = a."PaymentIntentId")
            UNION ALL SELECT NULL, a."Id", p."Currency", NULL, p."Amount"
            FROM "ChargeAttempts" a JOIN "Payments" p ON p."ProviderPaymentId" = a."PaymentIntentId"
            LEFT JOIN "AttemptClaims" c ON c."AttemptId" = a."Id" AND c."InvoiceId" = p."InvoiceId"
            WHERE a."State" <> 'Succeeded' OR (p."InvoiceId" IS NOT NULL AND c."InvoiceId" IS NULL)
            """),
        (Invariant.ProcessingFollowsAttempts, DifferenceSubject.Invoice,
            """
            WITH underway AS (
              SELECT c."InvoiceId" FROM "AttemptClaims" c JOIN "ChargeAttempts" a ON a."Id" = c."AttemptId"
              WHERE c."ReleasedAt" IS NULL AND a."State" = 'Pending' AND a."ProcessingSince" IS NOT NULL)
            SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", NULL AS "Currency",
              u."InvoiceId" IS NOT NULL AS "Expected", i."ProcessingSince" IS NOT NULL AS "Found"
            FROM "Invoices" i LEFT JOIN underway u ON u."InvoiceId" = i."Id" WHERE "Expected" <> "Found"
            """),
        (Invariant.AttemptsComeToAnEnd, DifferenceSubject.Other,
            """
            SELECT NULL AS "SubjectId", "Id" AS "About", NULL AS "Currency", 0 AS "Expected", 1 AS "Found"
            FROM "ChargeAttempts"
            WHERE "State" = 'Pending' AND CASE WHEN "ProcessingSince" IS NULL THEN "PageExpiresAt" < {0} ELSE "ProcessingSince" < {1} END
            UNION ALL SELECT NULL, "Id", NULL, 0, 1 FROM "MethodSetups" WHERE "State" = 'Pending' AND "PageExpiresAt" < {0}
            """),
        (Invariant.MailsAreQueuedOnce, DifferenceSubject.Mail,
            """
            SELECT MAX("Id") AS "SubjectId", "Key" AS "About", NULL AS "Currency", 1 AS "Expected", COUNT(*) AS "Found"
            FROM "Outbox" GROUP BY "Key" HAVING COUNT(*) > 1
            """),
        (Invariant.MailsLeave, DifferenceSubject.Mail,
            """
            SELECT "Id" AS "SubjectId", "Key" AS "About", NULL AS "Currency", 0 AS "Expected", 1 AS "Found"
            FROM "Outbox" WHERE "SentAt" IS NULL AND "FailedAt" IS NULL AND "WithdrawnAt" IS NULL AND "NextTryAt" < {0}
            """),
    ];

    public static int Count => All.Count;

    /// <summary>Those that only the provider can answer.</summary>
    public static bool AreOfProvider(Invariant invariant) =>
        invariant is Invariant.ProviderPaymentsAreBooked or Invariant.BookedPaymentsAreAtProvider;

    /// <param name="db">The database, or a copy of one.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>In the order of the list; none when all hold.</returns>
    public static async Task<List<Difference>> DifferencesAsync(this PortalDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var differences = new List<Difference>();
        foreach (var (invariant, subject, sql) in All)
        {
            var rows = await db.Database.SqlQueryRaw<Row>(sql, now - LongestWait, now - LongestUnderWay).OrderBy(row => row.About).Take(NamedAtMost).ToListAsync(cancellationToken);
            differences.AddRange(rows.Select(row => new Difference
            {
                Invariant = invariant,
                Subject = subject,
                SubjectId = row.SubjectId,
                About = row.About,
                Currency = row.Currency,
                Expected = row.Expected,
                Found = row.Found,
            }));
        }

        return differences;
    }

    /// <summary>Invoices whose postings on an account do not sum to what their facts say.</summary>
    private static string OfInvoices(string account, string booked, string expected) =>
        $"""
        SELECT i."Id" AS "SubjectId", COALESCE(i."Number", '#' || i."Id") AS "About", i."Currency",
          {expected} AS "Expected", {booked} AS "Found"
        FROM "Invoices" i
        LEFT JOIN (SELECT "InvoiceId", SUM("Minor") AS "Minor" FROM "Postings" WHERE "Account" = '{account}' GROUP BY "InvoiceId") p ON p."InvoiceId" = i."Id"
        WHERE "Expected" <> "Found"
        """;

    private static string GuardsStand()
    {
        // EF indents a query within its own, also within quotes: a line's end is spelt out.
        static string Quoted(string sql) =>
            $"'{sql.Replace("'", "''", StringComparison.Ordinal).Replace("\n", "' || char(10) || '", StringComparison.Ordinal)}'";

        var guards = AppendOnly.Tables.SelectMany(table => AppendOnly.Changes.Select(change =>
            $"('{AppendOnly.GuardOf(table, change)}', {Quoted(AppendOnly.SqlOf(table, change))})"));
        return $"""
            WITH guard(name, sql) AS (VALUES {string.Join(", ", guards)})
            SELECT NULL AS "SubjectId", name AS "About", NULL AS "Currency", 1 AS "Expected", 0 AS "Found"
            FROM guard WHERE NOT EXISTS (SELECT 1 FROM sqlite_master m WHERE m.type = 'trigger' AND m.name = guard.name AND m.sql = guard.sql)
            """;
    }

    private sealed record Row
    {
        public string? SubjectId { get; init; }
        public required string About { get; init; }
        public string? Currency { get; init; }
        public long? Expected { get; init; }
        public long? Found { get; init; }
    }
}

-- What the names in braces, in pages.tsv and questions.tsv, are in this demo: lines of a script for sed.
CREATE TEMP VIEW Names AS
SELECT Members.Id, Number, replace(AspNetUsers.Email, '@example.org', '') AS Name
FROM Members JOIN AspNetUsers ON MemberId = Members.Id;

SELECT 's|{' || Place || '}|' || Value || '|g' FROM
(
    SELECT Name || ' member' AS Place, Number AS Value FROM Names
    UNION ALL
    SELECT Name || ' invoice', max(Invoices.Number) FROM Names JOIN Invoices ON MemberId = Names.Id GROUP BY Name
    UNION ALL
    SELECT Name || ' claim', max(Invoices.Id) FROM Names JOIN Invoices ON MemberId = Names.Id WHERE Invoices.Number IS NOT NULL GROUP BY Name
    UNION ALL
    SELECT Name || ' receipt', max(ReceiptNumber) FROM Names JOIN Payments ON MemberId = Names.Id GROUP BY Name
    UNION ALL
    SELECT Name || ' attempt', ChargeAttempts.Id FROM Names JOIN ChargeAttempts ON MemberId = Names.Id WHERE StartedAt = (SELECT max(StartedAt) FROM ChargeAttempts WHERE MemberId = Names.Id)
    UNION ALL
    SELECT Name || ' setup', max(MethodSetups.Id) FROM Names JOIN MethodSetups ON MemberId = Names.Id GROUP BY Name
    UNION ALL
    SELECT 'draft', max(Id) FROM Invoices WHERE Number IS NULL AND VoidedOn IS NULL
    UNION ALL
    SELECT 'hand receipt', max(ReceiptNumber) FROM Payments WHERE Way = 'Cash'
    UNION ALL
    SELECT 'mail', max(Id) FROM Outbox
    UNION ALL
    SELECT 'pay link', max(substr(Text, instr(Text, '/pay/') + 5, 43)) FROM Outbox WHERE Text LIKE '%/pay/%'
    UNION ALL
    SELECT 'reset link', max(substr(Text, instr(Text, '/set-password/') + 14, 43)) FROM Outbox WHERE Text LIKE '%/set-password/%'
)
WHERE Value IS NOT NULL;

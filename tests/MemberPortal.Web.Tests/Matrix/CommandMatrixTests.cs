using MemberPortal.Web.Tests.Security;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>
/// Every command in every standing by every kind of person, as the tables beside this file say: done, or refused without
/// one row changed in any table (2-statuses.md; issue 4).
/// </summary>
public sealed class CommandMatrixTests(MatrixPortal portal) : IClassFixture<MatrixPortal>
{
    public static TheoryData<CommandRow> OnInvoices => [.. CommandRow.In("invoices")];

    public static TheoryData<CommandRow> OnProducts => [.. CommandRow.In("products")];

    public static TheoryData<CommandRow> OnMethods => [.. CommandRow.In("methods")];

    public static TheoryData<CommandRow> OnMails => [.. CommandRow.In("mails")];

    [Theory, MemberData(nameof(OnInvoices))]
    public Task On_an_invoice(CommandRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var needsReceipt = row.Command is "take back" or "show the code";
        return AssertAsync(
            row,
            () => portal.InvoiceAsync(portal.Owner, row.Standing, withCash: needsReceipt),
            subject => portal.StandingAsync(subject.Invoice!));
    }

    [Theory, MemberData(nameof(OnProducts))]
    public Task On_a_product(CommandRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return AssertAsync(
            row,
            () => portal.ProductAsync(portal.Owner, row.Standing),
            subject => portal.StandingAsync(subject.Owner, subject.Product!));
    }

    [Theory, MemberData(nameof(OnMethods))]
    public Task On_a_payment_method(CommandRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return AssertAsync(
            row,
            () => portal.MethodAsync(portal.Owner, row.Standing),
            subject => portal.MethodStandingAsync(subject.Owner));
    }

    [Theory, MemberData(nameof(OnMails))]
    public Task On_a_mail(CommandRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return AssertAsync(row, () => portal.MailAsync(portal.Owner, row.Standing), subject => portal.StandingAsync(subject.Mail!));
    }

    /// <summary>Those who are refused try it on one and the same; each who may has one of their own.</summary>
    private async Task AssertAsync(CommandRow row, Func<Task<Subject>> bring, Func<Subject, Task<string>> standing)
    {
        var (subject, isUsed) = (await bring(), false);
        foreach (var person in Enum.GetValues<Person>().Where(person => row.For(person) != "-").OrderBy(person => row.For(person) == "done"))
        {
            if (isUsed)
                subject = await bring();

            Assert.Equal((person, row.For(person)), (person, await portal.GiveAsync(person, row.Command, subject)));
            isUsed = row.For(person) == "done";
            if (isUsed)
                Assert.Equal((person, row.Then), (person, await standing(subject)));
        }
    }
}

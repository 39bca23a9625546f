namespace MemberPortal.Web.Tests.Security;

/// <summary>
/// What every field of every page is, but those that are part of a page's address. One without a row fails FormTests: whoever
/// adds it says whether it names a row, which may be somebody else's.
/// </summary>
internal static class InputTable
{
    /// <summary>Posted, and names a row: ForeignIdTests tries others with it.</summary>
    public static IReadOnlyList<string> Rows { get; } =
    [
        "/Invoices/Invoice method",
        "/Payments/PayInvoices chosen[0]",
        "/Payments/PayInvoices method",
        "/Payments/Record Invoice",
        "/Payments/Record Typed.Parts[0].Invoice",
        "/Claims/New Typed.Lines[0].Product",
        "/Claims/Edit Typed.Lines[0].Product",
        "/Members/Assign Product",
        "/Runs/Index item",
        "/Runs/Index job",
    ];

    /// <summary>Names a form that was shown, so that it counts once; another's leads to what came of that.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "/Payments/Record Typed.Key",
        "/Claims/New Typed.Key",
        "/Claims/Edit Typed.Key",
    ];

    /// <summary>Read only, and names a row: RouteTable asks with others.</summary>
    public static IReadOnlyList<string> RowsToRead { get; } =
    [
        "/Invoices/Index Before",
        "/Payments/Receipts Before",
        "/MailLog/Index Before",
        "/Audit/Index Before",
        "/Audit/Index Member",
    ];

    /// <summary>Words, amounts, days and choices.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "/Claims/Claim Why",
        "/Claims/Edit Typed.DueOn",
        "/Claims/Edit Typed.Lines[0].Description",
        "/Claims/Edit Typed.Lines[0].From",
        "/Claims/Edit Typed.Lines[0].Price",
        "/Claims/Edit Typed.Lines[0].Quantity",
        "/Claims/Edit Typed.Lines[0].Until",
        "/Claims/Edit Typed.Lines[0].Vat",
        "/Claims/Edit Typed.Why",
        "/Claims/New Typed.DueOn",
        "/Claims/New Typed.Lines[0].Description",
        "/Claims/New Typed.Lines[0].From",
        "/Claims/New Typed.Lines[0].Price",
        "/Claims/New Typed.Lines[0].Quantity",
        "/Claims/New Typed.Lines[0].Until",
        "/Claims/New Typed.Lines[0].Vat",
        "/Claims/New Typed.Why",
        "/Demo/Accounts email",
        "/Demo/Clock date",
        "/Demo/Clock step",
        "/Desk/Index q",
        "/Invoices/Invoice keep",
        "/Invoices/Invoice shown",
        "/Invoices/Invoice way",
        "/MailLog/Index State",
        "/Members/Assign Until",
        "/Members/Assign Why",
        "/PayingByLink/Pay Email",
        "/PaymentMethods/RemoveByStaff comment",
        "/Payments/PayInvoices keep",
        "/Payments/PayInvoices shown",
        "/Payments/PayInvoices way",
        "/Payments/Record Split",
        "/Payments/Record Typed.ArrivedOn",
        "/Payments/Record Typed.Parts[0].Amount",
        "/Payments/Record Typed.Payer",
        "/Payments/Record Typed.Reference",
        "/Payments/Record Typed.Why",
        "/Payments/Reverse Why",
        "/Profile/Profile chosen",
        "/Profile/Profile current",
        "/Profile/Profile language",
        "/Reminders/Pause comment",
        "/Reminders/Pause until",
        "/Settings/Index seen",
        "/SignIn/ForgotPassword Email",
        "/SignIn/SetPassword Password",
        "/SignIn/SignIn Email",
        "/SignIn/SignIn Password",
        "/SignIn/SignIn ReturnUrl",
        "/SignIn/SignOut everywhere",
    ];

    public static IReadOnlyList<string> All { get; } = [.. Rows, .. Forms, .. RowsToRead, .. Words];
}

using System.Globalization;
using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Security;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>A portal with one person of each kind, who give every command in every standing.</summary>
public sealed class MatrixPortal : SignInPortal
{
    private readonly Dictionary<Person, Visitor> _people = [];

    internal Member Owner { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var owner = await AddAccountAsync();
        Owner = await WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == owner.MemberId));
        _people[Person.Visitor] = Visit();
        _people[Person.Owner] = await SignedInAsync(owner);
        _people[Person.OtherMember] = await SignedInAsync(await AddAccountAsync());
        _people[Person.Seller] = await SignedInAsync(await AddAccountAsync(Role.Seller));
        _people[Person.Admin] = await SignedInAsync(await AddAccountAsync(Role.Admin));
        await PutOnFileAsync(Owner);
        await Stripe.HoldWebhooksAsync();   // no report changes a row behind a command's back
    }

    public override async Task DisposeAsync()
    {
        foreach (var visitor in _people.Values)
            visitor.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Gives the command as a browser does, and says in the table's words what became of it, by the answer and by the rows.</summary>
    internal async Task<string> GiveAsync(Person person, string command, Subject subject)
    {
        var (path, fields) = await FormAsync(command, subject);
        var token = await _people[person].TokenAsync("/forgot-password");
        var before = await RowsAsync();
        using var answer = await _people[person].PostWithTokenAsync(token, path, fields);
        var isChanged = !before.SequenceEqual(await RowsAsync());

        var word = answer switch
        {
            { StatusCode: HttpStatusCode.Found, Headers.Location.OriginalString: var away } when away.Contains("/sign-in", StringComparison.Ordinal) => "sign in",
            { StatusCode: HttpStatusCode.Found or HttpStatusCode.OK } => isChanged ? "done" : "refused",
            _ => ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture),
        };
        return isChanged && word != "done" ? $"{word}, and rows were changed" : word;
    }

    /// <summary>All tables but the counters of tries, which count what is refused too.</summary>
    private async Task<IEnumerable<string>> RowsAsync() =>
        (await DatabaseFingerprint.OfAsync(DatabaseFile)).Where(table => !table.StartsWith("ThrottledTries:", StringComparison.Ordinal));

    private async Task<(string Path, (string Name, string Value)[] Fields)> FormAsync(string command, Subject subject)
    {
        var (member, invoice) = ($"/members/{subject.Owner.Number}", subject.Invoice);
        var (number, claim, left) = (invoice?.Number ?? $"{invoice?.Id}", $"/claims/{invoice?.Id}", invoice?.Facts.LeftToPay ?? 0);
        return command switch
        {
            "pay" => ($"/invoices/{number}/pay", []),
            "pay with the card on file" => ($"/invoices/{number}/pay", await ButtonAsync(subject.Owner, left)),
            "pay together" => ("/invoices/pay", [("chosen", number), ("shown", left.ToString(CultureInfo.InvariantCulture))]),
            "pay by link" => (await PayLinkAsync(invoice!), []),
            "record cash" or "record cheque" or "record transfer" => ($"{member}/receive/{command.Split(' ')[1]}?invoice={invoice!.Id}", RecordFields(invoice)),
            "take back" => ($"/desk/receipts/{subject.Receipt}/reverse", [("Why", "Counted twice")]),
            "show the code" => ($"/desk/receipts/{subject.Receipt}/code", []),
            "send now" => ($"{claim}/send", []),
            "discard" => ($"{claim}/discard", []),
            "change" => ($"{claim}/edit", [("Typed.Lines[0].Description", "Lost key"), ("Typed.Lines[0].Price", "125")]),
            "pause reminders" => ($"{claim}/pause", [("until", "2026-04-01")]),
            "end the pause" => ($"{claim}/pause?handler=End", []),
            "say it is sent" => ($"/invoices/{number}?handler=Transfer", []),
            "send again" => ($"/mails/{subject.Mail!.Id}", []),
            "make out an invoice" => ($"{member}/invoices/new", [("Typed.Lines[0].Description", "Lost key"), ("Typed.Lines[0].Price", "125")]),
            "assign" => ($"{member}/products/new", [("Product", $"{subject.Product!.Id}"), ("Until", "2026-12-31"), ("Why", "Won it in the raffle")]),
            "set up a card" => ("/payment-method", []),
            "remove" => ("/payment-method/remove", []),
            "remove at the desk" => ($"{member}/payment-method/remove", [("comment", "Asked for on the phone")]),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };
    }

    private async Task<(string Name, string Value)[]> ButtonAsync(Member member, long left) =>
        [("way", "SavedMethod"), ("shown", $"{left}"), ("method", $"{(await MethodOfAsync(member))?.Id}")];

    private static (string Name, string Value)[] RecordFields(Invoice invoice) =>
    [
        ("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Parts[0].Invoice", $"{invoice.Id}"), ("Typed.Parts[0].Amount", AmountOf(invoice)),
        ("Typed.Reference", "4711"), ("Typed.ArrivedOn", "2026-03-02"),
    ];

    /// <summary>What is left in whole kroner; a hundred where nothing is.</summary>
    private static string AmountOf(Invoice invoice) =>
        (Math.Max(invoice.Facts.LeftToPay, 10_000) / 100).ToString(CultureInfo.InvariantCulture);

    private async Task<string> PayLinkAsync(Invoice invoice) =>
        invoice.Number is null ? "/pay/nonsense" : (await PayLinkOfAsync(invoice)).AbsolutePath;
}

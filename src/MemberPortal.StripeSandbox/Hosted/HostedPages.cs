using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>The pages a person sees: payment, confirmation with the bank, and what to say when there is nothing to pay.</summary>
internal sealed class HostedPages(
    SandboxStore store, CheckoutSessions sessions, PayCheckout pay, SaveMethod save, AnswerBank answerBank, SandboxOptions options, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/c/pay/{id}", ShowCheckout);
        routes.MapPost("/c/pay/{id}", PayAsync);
        routes.MapGet("/3ds/{id}", ShowBank);
        routes.MapPost("/3ds/{id}", AnswerAsync);
        routes.MapGet("/_sandbox/checkout.css", () => Results.Stream(
            typeof(HostedPages).Assembly.GetManifestResourceStream("checkout.css")!, "text/css; charset=utf-8"));
    }

    private IResult ShowCheckout(string id, HttpRequest request) => Page(View(id, request), request);

    private async Task<IResult> PayAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (View(id, request) is not { } view)
            return Page(null, request);

        var sent = await FormAsync(request, cancellationToken);
        var keeps = view.OffersToKeep && sent["keep"] == "yes";
        IMethodForm form;
        if (view.Method == "card")
        {
            var card = CardForm.Read(sent);
            (form, view) = (card, view with { Form = card, Keeps = keeps });
        }
        else
        {
            var debit = DebitForm.Read(sent);
            (form, view) = (debit, view with { Debit = debit, Keeps = keeps });
        }

        var mistakes = form.Mistakes(asksEmail: view.Email is null, clock.GetUtcNow());
        if (mistakes.Count > 0)
            return Page(view with { Mistakes = mistakes, LastDecline = null }, request);

        return (view.IsSetup ? save.Run(id, form) : pay.Run(id, form, keeps)) switch
        {
            PayOutcome.GoTo(var url) => new SeeOther(Words.For([view.Locale], request).Keep(url)),
            PayOutcome.Declined(var key) => Page(view with { Form = view.Form with { Number = "", Expiry = "" }, LastDecline = key }, request),
            _ => Page(View(id, request), request),
        };
    }

    private IResult ShowBank(string id, HttpRequest request)
    {
        if (store.Run(() => answerBank.Find(id) is { } intent ? BankView.Of(intent, store, sessions, answerBank) : null) is not { } view)
            return Notice("NotFound", 404, Words.For([], request));

        var words = Words.For(view.Locales, request);
        if (!view.Waits)
            return Notice("Answered", 200, words, view.WayOn);

        return new HtmlPage<BankPage>(200, new()
        {
            ["Words"] = words,
            ["Amount"] = view.Currency is null ? null : words.Amount(view.Amount, view.Currency),
            ["BusinessName"] = options.BusinessName,
        })
        {
            FormLeadsTo = view.FormLeadsTo,
        };
    }

    private async Task<IResult> AnswerAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await FormAsync(request, cancellationToken);
        bool? isConfirmed = (string?)form["answer"] switch { "confirm" => true, "refuse" => false, _ => null };
        return answerBank.Run(id, isConfirmed) is PayOutcome.GoTo(var url)
            ? new SeeOther(Words.For([], request).Keep(url))
            : ShowBank(id, request);
    }

    /// <summary>Whatever is not a form is read as an empty one, and the page then says what to fill in.</summary>
    private static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private CheckoutView? View(string id, HttpRequest request) => store.Run(() => sessions.Find(id) is { } session
        ? CheckoutView.Of(session, store, options.BusinessName, request.Query["method"])
        : null);

    private static IResult Page(CheckoutView? view, HttpRequest request)
    {
        var words = Words.For([view?.Locale], request);
        return view switch
        {
            null => Notice("NotFound", 404, words),
            { Status: "complete", IsSetup: true } => Notice("Saved", 200, words, view.SuccessUrl),
            { Status: "complete", IsOnItsWay: true } => Notice("OnItsWay", 200, words, view.SuccessUrl),
            { Status: "complete" } => Notice("Done", 200, words, view.SuccessUrl),
            { Status: "expired" } => Notice("Expired", 410, words, view.CancelUrl),
            _ => new HtmlPage<CheckoutPage>(
                view.Mistakes.Count > 0 ? 422 : 200, new() { ["Words"] = words, ["View"] = view })
            {
                FormLeadsTo = view.SuccessUrl,
            },
        };
    }

    private static HtmlPage<NoticePage> Notice(string what, int status, Words words, string? link = null) =>
        new(status, new() { ["Words"] = words, ["What"] = what, ["Link"] = link });
}

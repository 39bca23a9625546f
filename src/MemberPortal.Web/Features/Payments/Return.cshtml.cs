using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Where the provider or the bank sends the payer back to, paid or not. Asks the provider how the payment stands, so that
/// Paid shows at once also when the webhook is late; the answer is written once, however often the page is opened. Who
/// pays by a link has no session: an attempt of theirs opens by its own unguessable id, and shows nothing else of the member.
/// They try again for as long as the link lives and as often as by the link itself.
/// </summary>
[AllowAnonymous, KeepsAddress]
internal sealed class ReturnModel(
    PortalDbContext db,
    SettleAttempt settleAttempt,
    StartPayment startPayment,
    PayByLink payByLink,
    HoldingsQuery holdingsQuery,
    BillingCalendar calendar,
    IStringLocalizer<Texts> texts) : PageModel
{
    [FromRoute]
    public string Attempt { get; set; } = "";

    public AttemptStanding Standing { get; private set; } = null!;
    public ReturnSheet Sheet { get; private set; } = null!;
    public bool IsByLink { get; private set; }

    /// <summary>Whether there is something to pay, by a right that still holds.</summary>
    public bool CanTryAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await OwnerAsync(cancellationToken) is not { } owner)
            return User.Identity?.IsAuthenticated == true ? NotFound() : Challenge();

        return await ShowAsync(owner, cancellationToken);
    }

    /// <summary>Tries again, on the provider's page: the same invoices, by the same right.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await OwnerAsync(cancellationToken) is not { } owner)
            return User.Identity?.IsAuthenticated == true ? NotFound() : Challenge();

        Sheet = await db.ReturnSheetAsync(Attempt, cancellationToken);
        if (HasEnded(owner))
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return await ShowAsync(owner, cancellationToken);
        }

        var outcome = await TryAgainAsync(owner, cancellationToken);
        if (this.Leading(outcome) is { } away)
            return away;

        var shown = await ShowAsync(owner, cancellationToken);
        return outcome is PaymentOutcome.TooManyTaps(var wait)
            ? this.ComeBackLater(wait, texts["Return.TooManyTries", calendar.TimeIn(wait)])
            : shown;
    }

    private Task<PaymentOutcome> TryAgainAsync(AttemptOwner owner, CancellationToken cancellationToken)
    {
        if (owner.PayLinkId is { } link)
            return payByLink.RunAsync(new(link, Sheet.ReceiptTo), owner.MemberId, Sheet.Invoices[0].Number, cancellationToken);

        var wish = new PaymentWish
        {
            MemberId = owner.MemberId,
            Numbers = [.. Sheet.Invoices.Select(invoice => invoice.Number)],
            KeepsMethod = Sheet.KeepsMethod,
        };
        return startPayment.RunAsync(wish, cancellationToken);
    }

    private bool HasEnded(AttemptOwner owner) => owner.LinkEndsAt <= calendar.Now;

    private async Task<AttemptOwner?> OwnerAsync(CancellationToken cancellationToken) =>
        await db.OwnerOfAsync(Attempt, cancellationToken) is { } owner && (owner.PayLinkId is not null || owner.MemberId == User.MemberId())
            ? owner
            : null;

    private async Task<IActionResult> ShowAsync(AttemptOwner owner, CancellationToken cancellationToken)
    {
        IsByLink = owner.PayLinkId is not null;
        Standing = await StandingAsync(owner, cancellationToken);
        Sheet = await db.ReturnSheetAsync(Attempt, cancellationToken);
        if (Standing is AttemptStanding.Paid)
            Sheet = Sheet with { Receipts = await ReceiptsAsync(owner, cancellationToken), Holdings = await HoldingsAsync(owner, cancellationToken) };

        CanTryAgain = !HasEnded(owner) && Sheet.CanBePaidOn(calendar.Today);
        if (HasEnded(owner))
        {
            ModelState.AddModelError("", texts["PayLink.Gone"]);
            ModelState.AddModelError("", texts["PayLink.Gone.Why"]);
        }

        return Page();
    }

    private async Task<AttemptStanding> StandingAsync(AttemptOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            if (await MayAskAsync(owner, cancellationToken))
                return await settleAttempt.RunAsync(Attempt, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // What the provider says cannot be written now: a job will.
        }

        return await settleAttempt.LastKnownAsync(Attempt, cancellationToken);
    }

    private async Task<bool> MayAskAsync(AttemptOwner owner, CancellationToken cancellationToken) =>
        owner.PayLinkId is not { } link || await payByLink.MayLookAsync(link, cancellationToken);

    private Task<List<ReceiptRow>> ReceiptsAsync(AttemptOwner owner, CancellationToken cancellationToken) => db.Payments.AsNoTracking()
        .Where(p => p.MemberId == owner.MemberId && p.ProviderPaymentId == Sheet.PaymentId && p.InvoiceId != null)
        .OrderBy(p => p.Id)
        .Select(ReceiptQueries.Row)
        .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<Holding>> HoldingsAsync(AttemptOwner owner, CancellationToken cancellationToken)
    {
        if (IsByLink)
            return [];

        var bought = Sheet.Invoices.SelectMany(invoice => invoice.ProductIds).ToHashSet();
        var holdings = await holdingsQuery.OfAsync(db, owner.MemberId, calendar.Today, cancellationToken);
        return holdings.FindAll(holding => bought.Contains(holding.ProductId));
    }
}

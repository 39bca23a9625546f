using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PayingByLink;

/// <summary>One invoice, for whoever holds the link from a mail.</summary>
[AllowAnonymous, KeepsAddress]
internal sealed class PayModel(PayLinks links, PayByLink payByLink, BillingCalendar calendar, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Where the payer wants the receipt.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Null when the link opens nothing.</summary>
    public LinkedInvoice? Linked { get; private set; }

    /// <summary>Why a tap on Pay led nowhere; null when nobody tapped.</summary>
    public PaymentOutcome? Outcome { get; private set; }

    public bool IsOwner => Linked?.MemberId == User.MemberId();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var receiptTo = string.IsNullOrWhiteSpace(Email) ? null : Email.Trim();
        if (receiptTo is not null && !MailAddresses.IsUsable(receiptTo))
            ModelState.AddModelError(nameof(Email), texts["PayLink.EmailUnusable"]);
        if (Linked is null || !ModelState.IsValid)
            return Show();

        Outcome = await payByLink.RunAsync(new(Linked.LinkId, receiptTo), Linked.MemberId, Linked.Invoice.Number, cancellationToken);
        if (Outcome is PaymentOutcome.TooManyTaps(var wait))
            return this.ComeBackLater(wait, texts["PayLink.TooManyTaps", calendar.TimeIn(wait)]);
        if (this.Leading(Outcome) is { } away)
            return away;

        await LoadAsync(cancellationToken);   // it may have proved paid, or under way
        return Show();
    }

    public async Task LoadAsync(CancellationToken cancellationToken) => Linked = await links.FindAsync(Token, cancellationToken);

    private PageResult Show() => new() { StatusCode = Linked is null ? StatusCodes.Status410Gone : null };
}

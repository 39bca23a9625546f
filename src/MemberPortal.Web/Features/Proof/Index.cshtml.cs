using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Runs;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Proof;

/// <summary>Whether the books agree with themselves and with the provider, and where they do not.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class IndexModel(ProofQuery query, RunJobByHand run, ProviderDashboard dashboard, BillingCalendar calendar) : PageModel
{
    public ProofSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Sheet = await query.RunAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await run.RunAsync(nameof(ProveBooks), StaffMember.Of(User), cancellationToken);
        return RedirectToPage();
    }

    /// <summary>"18:31" today, else "20 Nov, 18:31".</summary>
    public string Moment(DateTime instant)
    {
        var time = calendar.InZone(instant).ToString("t", Language.Current.Culture);
        return calendar.DayOf(instant) == calendar.Today ? time : $"{Day(instant)}, {time}";
    }

    public string Day(DateTime instant) => DayText.Short(calendar.DayOf(instant), calendar.Today);

    /// <summary>Null for what has no page.</summary>
    public string? AddressOf(ProofDifference difference) => difference.Subject switch
    {
        DifferenceSubject.Invoice => Url.Page("/Claims/Claim", new { id = difference.SubjectId }),
        DifferenceSubject.Member => Url.Page("/Members/Member", new { number = difference.SubjectId }),
        DifferenceSubject.Mail => Url.Page("/MailLog/Mail", new { id = difference.SubjectId }),
        DifferenceSubject.ProviderPayment => dashboard.PaymentOf(difference.SubjectId!).AbsoluteUri,
        DifferenceSubject.Other => null,
    };

    /// <summary>An amount or a count; null for nothing at all.</summary>
    public static string? Value(ProofDifference difference, long? value) => value switch
    {
        null => null,
        { } minor when difference.Currency is { } currency => MoneyText.Of(minor, currency),
        { } count => count.ToString(CultureInfo.CurrentCulture),
    };
}

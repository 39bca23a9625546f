using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What an attempt pays, in a line of the payer's language: on the provider's page and receipt.</summary>
internal sealed class PaymentDescription(PortalDbContext db, IStringLocalizer<Texts> texts)
{
    /// <summary>The provider refuses more than 250 characters, and the number stands beside it.</summary>
    private const int Longest = 200;

    public async Task<string> OfAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var ids = attempt.Claims.Select(c => c.InvoiceId).ToList();
        var invoices = await db.Invoices.AsNoTracking()
            .Where(i => ids.Contains(i.Id))
            .OrderBy(i => i.Id)
            .Select(i => new { i.Title, Number = i.Number! })
            .ToListAsync(cancellationToken);

        using var _ = Language.Of(attempt.Language).Use();
        return invoices is [var only]
            ? texts["Pay.ProviderDescription", OneLine.Of(only.Title, Longest), only.Number]
            : OneLine.Of(texts["Pay.ProviderDescriptionOfSeveral", string.Join(", ", invoices.Select(i => i.Number))], Longest);
    }
}

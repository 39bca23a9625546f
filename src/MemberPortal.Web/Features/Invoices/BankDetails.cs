using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>What a member types at the bank to pay an issued invoice, for the foot of a mail.</summary>
internal sealed class BankDetails(IStringLocalizer<MailTexts> texts, IOptionsMonitor<OrganisationOptions> organisation)
{
    public LetterDetail Account => new(texts["Mail.Detail.Account"], organisation.CurrentValue.BankAccount);

    public IEnumerable<LetterDetail> Of(Invoice invoice) =>
        [Account, KidOf(invoice), new(texts["Mail.Detail.Invoice"], invoice.Number!)];

    public LetterDetail KidOf(Invoice invoice) => new(texts["Mail.Detail.Kid"], Kid.Grouped(invoice.Kid!));
}

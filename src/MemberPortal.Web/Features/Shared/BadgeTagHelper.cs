using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Shared;

/// <summary>
/// <c>&lt;badge status="…" /&gt;</c>: a status as icon, word and tone. The words are the resource named after the enum and
/// its value; the tones are those of glossary.csv.
/// </summary>
[HtmlTargetElement("badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BadgeTagHelper : TagHelper
{
    private readonly IStringLocalizer _texts;
    private readonly Icons _icons;

    /// <summary>Made by the view engine.</summary>
    public BadgeTagHelper(IStringLocalizerFactory texts, Icons icons)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _texts = texts.Create(typeof(Texts));
        _icons = icons;
    }

    /// <summary>A status or extra status of any kind; nothing is shown for none.</summary>
    public Enum? Status { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Status is null)
        {
            output.SuppressOutput();
            return;
        }

        var (tone, icon) = LookOf(Status);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"badge {tone}");
        output.Content.SetHtmlContent(_icons.Html(icon)).Append(_texts[$"{Status.GetType().Name}.{Status}"]);
    }

    private static (string Tone, string Icon) LookOf(Enum status) => status switch
    {
        InvoiceStatus.Paid or AssignmentStatus.Active or SubscriptionStatus.Active or PaymentMethodStatus.Active
            or ExtraStatus.PaidFromBalance or RunOutcome.Succeeded or MailState.Sent => ("good", "check"),
        InvoiceStatus.Open or AssignmentStatus.Open or SubscriptionStatus.Trialing or SubscriptionStatus.Scheduled => ("info", "dot"),
        ExtraStatus.PartiallyPaid or ExtraStatus.PartiallyRefunded or ExtraStatus.Processing or ExtraStatus.RefundUnderWay
            or MailState.Waiting => ("info", "clock"),
        InvoiceStatus.PastDue or AssignmentStatus.PastDue or PaymentMethodStatus.InsufficientFunds
            or PaymentMethodStatus.Invalid or PaymentMethodStatus.Expired or RunOutcome.Failed or MailState.Failed => ("bad", "alert"),
        ExtraStatus.Overpaid or ExtraStatus.ActionRequired or ExtraStatus.Disputed or PaymentMethodStatus.ExpiringSoon
            or RunOutcome.PartlyFailed => ("warn", "clock"),
        _ => ("muted", "dash"),
    };
}

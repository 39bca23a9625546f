using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Claims;

/// <summary>What the desk's page of an invoice says beyond its numbers.</summary>
internal static class ClaimText
{
    /// <summary>"1 000,00 kr in the cash box".</summary>
    public static string PlaceOf(this IStringLocalizer<Texts> texts, MoneyAt money, string currency) =>
        texts["Claim.Place", MoneyText.Of(money.Minor, currency), texts[$"AccountKind.{money.Account}"].Value];

    public static string HappenedTo(this IStringLocalizer<Texts> texts, InvoiceLogEntry entry, string currency) =>
        texts[$"ClaimHappening.{entry.What}", entry.Amount is { } amount ? MoneyText.Of(amount, currency) : ""];

    /// <summary>Who, where it was no person by name.</summary>
    public static string NameOf(this IStringLocalizer<Texts> texts, string by) => by switch
    {
        Actor.Machine => texts["Actor.Machine"],
        Actor.Provider => texts["Actor.Provider"],
        Actor.Member => texts["Actor.Member"],
        _ => by,
    };

    /// <summary>Why nothing became of a wish about a draft.</summary>
    public static Notice? NoticeOf(this IStringLocalizer<Texts> texts, DraftOutcome? outcome) => outcome switch
    {
        DraftOutcome.NotADraft(var status) => new("warn", "alert", texts["Draft.NotADraft", texts[$"InvoiceStatus.{status}"].Value]),
        _ => null,
    };
}

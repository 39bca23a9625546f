using System.Linq.Expressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;

namespace MemberPortal.Web.Features.Claims;

/// <summary>An invoice in a list at the desk, where it matters whose it is.</summary>
internal sealed record ClaimRow
{
    public static readonly Expression<Func<Invoice, ClaimRow>> Of = i => new ClaimRow
    {
        MemberId = i.MemberId,
        MemberName = i.Member!.Name,
        Invoice = new InvoiceRow { Id = i.Id, Number = i.Number!, Title = i.Title, Currency = i.Currency, Facts = i.Facts },
    };

    public required int MemberId { get; init; }
    public required string MemberName { get; init; }
    public required InvoiceRow Invoice { get; init; }
}

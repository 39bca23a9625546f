using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Products;

internal static class ProductQueries
{
    /// <summary>What an invoice in this currency can have lines of, by name.</summary>
    public static IQueryable<Product> ProductsIn(this PortalDbContext db, string currency) =>
        db.Products.AsNoTracking().Where(p => p.Currency == currency).OrderBy(p => p.Name);
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// What came in at once and paid one invoice or several: one entry in the journal, a payment each. Its name is the cause,
/// "cheque:3f9…", with which the source of each of its payments begins.
/// </summary>
internal static class PaymentAct
{
    public static string Of(Payment payment) => string.Join(':', payment.Source.Split(':').Take(2));

    public static IQueryable<Payment> OfAct(this IQueryable<Payment> payments, string act)
    {
        // A range, where LIKE would leave the index: a semicolon comes next after a colon.
        var (from, until) = ($"{act}:", $"{act};");
#pragma warning disable CA1310 // the database compares
        return payments.Where(p => p.Source == act || (p.Source.CompareTo(from) > 0 && p.Source.CompareTo(until) < 0));
#pragma warning restore CA1310
    }
}

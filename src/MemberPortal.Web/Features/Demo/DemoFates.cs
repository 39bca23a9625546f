using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What usually becomes of an invoice: most are paid by bank in time, a few never.</summary>
internal static class DemoFates
{
    /// <summary>30 days after the last reminder, which is 17 days after the due date (2-statuses.md, Reminders).</summary>
    public const int DaysUntilGivenUp = 47;

    public static DemoSale LeftToChance(this DemoSale sale, DemoClub club)
    {
        var due = sale.DueOn!.Value;
        var inTime = due.AddDays(-club.Chance.Next(10));
        var late = due.AddDays(club.Chance.Next(1, 26));

        return club.Chance.Next(1000) switch
        {
            < 730 => sale.Paid(PaymentWay.Transfer, inTime),
            < 795 => sale.Paid(PaymentWay.Card, inTime),
            < 850 => sale.Paid(PaymentWay.Cash, inTime),
            < 880 => sale.Paid(PaymentWay.Cheque, inTime),
            < 955 => sale.Paid(PaymentWay.Transfer, late),
            < 970 => sale.Received(sale.Total / 2, PaymentWay.Transfer, inTime)
                .Received(sale.Total - sale.Total / 2, PaymentWay.Transfer, late),
            < 985 => sale.Voided(due.AddDays(-9), "voided"),
            _ => sale.GivenUp(due.AddDays(DaysUntilGivenUp)),
        };
    }
}

using MemberPortal.Billing.Balances;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Kids;
using MemberPortal.Billing.Orders;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Tests.Vectors;

public sealed class VectorTests
{
    [Theory, MemberData(nameof(VectorFile.Rows), "invoice-status.csv", MemberType = typeof(VectorFile))]
    public void Invoice_status(VectorRow row)
    {
        var today = row.Date("today");
        var facts = new InvoiceFacts
        {
            IssuedOn = row.Text("state") == "draft" ? null : today,
            DueOn = row.DateOrNone("due"),
            VoidedOn = row.Text("state") == "void" ? today : null,
            UncollectibleOn = row.Text("state") == "uncollectible" ? today : null,
            RefundedOutsideOn = row.Text("state") == "refunded_outside" ? today : null,
            Total = row.Minor("total"),
            Received = row.Minor("received"),
            Refunded = row.Minor("refunded"),
        };

        row.Expect(row.Enum<InvoiceStatus>("expected_status"), facts.StatusOn(today));
        row.Expect(row.EnumOrNone<ExtraStatus>("expected_extra"), facts.ExtraOn(today));
    }

    [Theory, MemberData(nameof(VectorFile.Rows), "assignment-status.csv", MemberType = typeof(VectorFile))]
    public void Assignment_status(VectorRow row)
    {
        var facts = new AssignmentFacts
        {
            Manual = row.TextOrNone("manual_until") switch
            {
                null => null,
                "no-end" => new ManualAssignment(null),
                var until => new ManualAssignment(VectorRow.DateOf(until)),
            },
            Invoices = [.. row.List("invoices").Select(CoveringInvoiceOf)],
        };

        row.Expect(row.Enum<AssignmentStatus>("expected_status"), facts.StatusOn(row.Date("today")));
    }

    [Theory, MemberData(nameof(VectorFile.Rows), "subscription-status.csv", MemberType = typeof(VectorFile))]
    public void Subscription_status(VectorRow row)
    {
        var facts = new SubscriptionFacts
        {
            StartsOn = row.Date("starts_on"),
            TrialEndsOn = row.DateOrNone("trial_ends_on"),
            CanceledOn = row.DateOrNone("canceled_on"),
        };

        row.Expect(row.Enum<SubscriptionStatus>("expected_status"), facts.StatusOn(row.Date("today")));
    }

    [Theory, MemberData(nameof(VectorFile.Rows), "payment-method-status.csv", MemberType = typeof(VectorFile))]
    public void Payment_method_status(VectorRow row)
    {
        var facts = new PaymentMethodFacts
        {
            Kind = row.Enum<PaymentMethodKind>("kind"),
            ExpiryMonth = row.IntOrNone("exp_month"),
            ExpiryYear = row.IntOrNone("exp_year"),
            LastResult = row.Enum<ChargeResult>("last_result"),
            LastDeclineCode = row.TextOrNone("last_decline"),
            LastAdviceCode = null,
            LastInvoiceUnpaid = true,
            DeclinesInARow = row.IntOrNone("declines_in_a_row") ?? 0,
        };

        row.Expect(row.Enum<PaymentMethodStatus>("expected_status"), facts.StatusOn(row.Date("today")));
    }

    [Theory, MemberData(nameof(VectorFile.Rows), "decline-codes.csv", MemberType = typeof(VectorFile))]
    public void Decline_codes(VectorRow row) =>
        row.Expect(row.Enum<DeclineEffect>("expected_effect"), DeclineCodes.EffectOf(row.Text("decline_code")));

    [Theory, MemberData(nameof(VectorFile.Rows), "kid.csv", MemberType = typeof(VectorFile))]
    public void Kid_numbers(VectorRow row) =>
        row.Expect(row.Bool("expected_valid"), Kid.IsValid(row.Text("kid"), row.Enum<KidAlgorithm>("algorithm")));

    [Theory, MemberData(nameof(VectorFile.Rows), "autopay-from-balance.csv", MemberType = typeof(VectorFile))]
    public void Automatic_payment_from_the_balance(VectorRow row)
    {
        var facts = new AutomaticPaymentFacts
        {
            WorksWithoutBalance = row.Bool("works_without_balance"),
            InvoicesFromExternalSystem = row.Bool("invoices_from_external_system"),
            Balance = row.Minor("balance"),
            LeftToPay = row.Minor("amount"),
            Kind = row.Enum<InvoiceKind>("invoice_kind"),
            Status = row.Enum<InvoiceStatus>("invoice_status"),
            Extra = null,
            DueOn = row.DateOrNone("due"),
            Model = row.Enum<BillingModel>("model"),
            Orders = [.. row.List("orders").Select(OrderOf)],
        };
        AutomaticPaymentDecision expected = row.Text("expected") switch
        {
            "pay" => new AutomaticPaymentDecision.Pay(),
            "no" => new AutomaticPaymentDecision.No(row.Enum<AutomaticPaymentRefusal>("expected_reason")),
            var other => throw new InvalidOperationException($"{row} expects '{other}'."),
        };

        row.Expect(expected, AutomaticPayment.Decide(facts, row.Date("today")));
    }

    private static CoveringInvoice CoveringInvoiceOf(string text)
    {
        var (status, days) = text.Split('@') is [var s, var d] ? (s, d.Split("..")) : throw new FormatException(text);

        return new(VectorRow.EnumOf<InvoiceStatus>(status), DayOrNone(days[0]), DayOrNone(days[1]));
    }

    private static DateOnly? DayOrNone(string text) => text.Length == 0 ? null : VectorRow.DateOf(text);

    // kind;created;subscription;expires;paid_until;auto_renew;automatic;grace_days
    private static OrderFacts OrderOf(string text)
    {
        var cells = text.Split(';');

        return new()
        {
            Kind = VectorRow.EnumOf<OrderKind>(cells[0]),
            CreatedOn = VectorRow.DateOf(cells[1]),
            Subscription = VectorRow.EnumOf<SubscriptionStanding>(cells[2]),
            ExpiresOn = VectorRow.DateOf(cells[3]),
            PaidUntil = VectorRow.DateOf(cells[4]),
            RenewsAutomatically = bool.Parse(cells[5]),
            CreatedBySystem = bool.Parse(cells[6]),
            GraceDays = int.Parse(cells[7], System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}

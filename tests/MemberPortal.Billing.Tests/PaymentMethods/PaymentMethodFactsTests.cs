using MemberPortal.Billing.PaymentMethods;

namespace MemberPortal.Billing.Tests.PaymentMethods;

public sealed class PaymentMethodFactsTests
{
    private static readonly DateOnly LongBefore = new(2026, 1, 1);
    private static readonly DateOnly Soon = new(2026, 3, 20);
    private static readonly DateOnly LastDay = new(2026, 3, 31);

    private static readonly PaymentMethodFacts Card = new()
    {
        Kind = PaymentMethodKind.Card,
        ExpiryMonth = 3,
        ExpiryYear = 2026,
        LastResult = ChargeResult.None,
        LastDeclineCode = null,
        LastAdviceCode = null,
        LastInvoiceUnpaid = false,
        DeclinesInARow = 0,
    };

    // The rows of the table above PaymentMethodFacts.StatusOn that the vectors do not reach.
    [Theory]
    [InlineData(PaymentMethodStatus.InsufficientFunds, "insufficient_funds", null, true)]
    [InlineData(PaymentMethodStatus.Active, "insufficient_funds", null, false)]
    [InlineData(PaymentMethodStatus.Invalid, "insufficient_funds", "do_not_try_again", true)]
    [InlineData(PaymentMethodStatus.Invalid, "generic_decline", "do_not_try_again", true)]
    [InlineData(PaymentMethodStatus.Invalid, "processing_error", "do_not_try_again", false)]
    [InlineData(PaymentMethodStatus.Expired, "expired_card", "do_not_try_again", true)]
    [InlineData(PaymentMethodStatus.Invalid, "lost_card", null, false)]
    [InlineData(PaymentMethodStatus.Active, "generic_decline", "try_again_later", true)]
    [InlineData(PaymentMethodStatus.Active, null, null, true)]
    public void After_a_first_decline(PaymentMethodStatus expected, string? code, string? advice, bool unpaid)
    {
        var facts = Card with
        {
            LastResult = ChargeResult.Declined,
            LastDeclineCode = code,
            LastAdviceCode = advice,
            LastInvoiceUnpaid = unpaid,
            DeclinesInARow = 1,
        };

        Assert.Equal(expected, facts.StatusOn(LongBefore));
    }

    [Fact]
    public void A_card_past_its_day_is_expired_whatever_the_provider_advised()
    {
        var facts = Card with { LastResult = ChargeResult.Declined, LastAdviceCode = "do_not_try_again" };

        Assert.Equal(PaymentMethodStatus.Expired, facts.StatusOn(LastDay.AddDays(1)));
        Assert.Equal(PaymentMethodStatus.Invalid, facts.StatusOn(LastDay));
    }

    [Fact]
    public void What_was_declined_before_a_success_is_forgotten()
    {
        var facts = Card with
        {
            LastResult = ChargeResult.Succeeded,
            LastDeclineCode = "lost_card",
            LastAdviceCode = "do_not_try_again",
            DeclinesInARow = 3,
        };

        Assert.Equal(PaymentMethodStatus.Active, facts.StatusOn(LongBefore));
    }

    [Fact]
    public void An_invoice_settled_otherwise_leaves_what_else_holds() =>
        Assert.Equal(
            PaymentMethodStatus.ExpiringSoon,
            (Card with { LastResult = ChargeResult.Declined, LastDeclineCode = "insufficient_funds" }).StatusOn(Soon));

    [Theory]
    [InlineData(31, null, null)]
    [InlineData(30, null, null)]
    [InlineData(29, null, MethodTrouble.ExpiresSoon)]
    [InlineData(8, null, MethodTrouble.ExpiresSoon)]
    [InlineData(7, null, MethodTrouble.ExpiresInDays)]
    [InlineData(0, null, MethodTrouble.ExpiresInDays)]
    [InlineData(-1, null, MethodTrouble.Expired)]
    [InlineData(31, "expired_card", MethodTrouble.Expired)]
    [InlineData(31, "insufficient_funds", MethodTrouble.InsufficientFunds)]
    [InlineData(7, "insufficient_funds", MethodTrouble.InsufficientFunds)]
    [InlineData(-1, "insufficient_funds", MethodTrouble.Expired)]
    [InlineData(31, "lost_card", MethodTrouble.Invalid)]
    [InlineData(31, "generic_decline", null)]
    public void With_so_many_days_to_its_last_the_member_is_told_of(int daysLeft, string? declined, MethodTrouble? expected)
    {
        var facts = Card with
        {
            LastResult = declined is null ? ChargeResult.None : ChargeResult.Declined,
            LastDeclineCode = declined,
            LastInvoiceUnpaid = true,
            DeclinesInARow = 1,
        };

        Assert.Equal(expected, facts.TroubleOn(LastDay.AddDays(-daysLeft)));
    }

    [Fact]
    public void Nobody_is_told_of_a_way_that_is_no_card_or_debit() =>
        Assert.Null((Card with { Kind = PaymentMethodKind.Cash }).TroubleOn(LastDay.AddDays(1)));

    [Fact]
    public void Only_a_card_has_a_last_usable_day()
    {
        Assert.Equal(LastDay, Card.LastUsableDay);
        Assert.Null((Card with { Kind = PaymentMethodKind.SepaDebit }).LastUsableDay);
        Assert.Null((Card with { ExpiryMonth = null }).LastUsableDay);
    }

    [Fact]
    public void A_decline_without_a_code_is_a_plain_no()
    {
        Assert.Equal(DeclineEffect.PlainNo, DeclineCodes.EffectOf(null));
        Assert.Equal(DeclineEffect.PlainNo, DeclineCodes.EffectOf(""));
    }
}

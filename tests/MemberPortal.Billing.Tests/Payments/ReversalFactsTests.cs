using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Payments;

namespace MemberPortal.Billing.Tests.Payments;

public sealed class ReversalFactsTests
{
    private static readonly DateTime Then = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    // One line per row of the table above ReversalFacts.Refusal, then which of two goes first.
    [Theory]
    [InlineData(null, "")]
    [InlineData(ReversalRefusal.NotByHand, "by card")]
    [InlineData(ReversalRefusal.Reversed, "reversed")]
    [InlineData(ReversalRefusal.SentBack, "refunded in part")]
    [InlineData(ReversalRefusal.SentBack, "refund under way")]
    [InlineData(ReversalRefusal.SentBack, "refunded outside")]
    [InlineData(ReversalRefusal.MovedOn, "moved")]
    [InlineData(ReversalRefusal.NotByHand, "by card, reversed")]
    [InlineData(ReversalRefusal.Reversed, "reversed, refunded in part")]
    [InlineData(ReversalRefusal.SentBack, "refunded in part, moved")]
    public void Of_a_recorded_payment(ReversalRefusal? expected, string what)
    {
        bool Is(string fact) => what.Split(", ").Contains(fact);
        var invoice = new InvoiceFacts
        {
            IssuedOn = new(2026, 3, 1),
            DueOn = new(2026, 3, 31),
            VoidedOn = null,
            UncollectibleOn = null,
            RefundedOutsideOn = Is("refunded outside") ? new(2026, 3, 3) : null,
            Total = 500,
            Received = 500,
            Refunded = Is("refunded in part") ? 1 : 0,
            RefundStartedAt = Is("refund under way") ? Then : null,
        };
        var facts = new ReversalFacts
        {
            IsByHand = !Is("by card"),
            ReversedAt = Is("reversed") ? Then : null,
            Invoices = [invoice],
            Brought = [new(500, 500), new(20, Is("moved") ? 19 : 20)],
        };

        Assert.Equal(expected, facts.Refusal);
    }

    [Fact]
    public void Money_that_no_claim_took_can_be_taken_back_while_it_is_there()
    {
        var facts = new ReversalFacts { IsByHand = true, ReversedAt = null, Invoices = [], Brought = [new(70, 70)] };

        Assert.Null(facts.Refusal);
        Assert.Equal(ReversalRefusal.MovedOn, (facts with { Brought = [new(70, 0)] }).Refusal);
    }
}

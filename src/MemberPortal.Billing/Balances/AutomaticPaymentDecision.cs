namespace MemberPortal.Billing.Balances;

/// <summary>Whether an invoice is paid from the balance by itself.</summary>
public abstract record AutomaticPaymentDecision
{
    private AutomaticPaymentDecision() { }

    public sealed record Pay : AutomaticPaymentDecision;

    /// <summary>With the first reason, for the seller to read on the invoice.</summary>
    public sealed record No(AutomaticPaymentRefusal Reason) : AutomaticPaymentDecision;
}

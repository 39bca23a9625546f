namespace MemberPortal.Billing.Payments;

/// <summary>Why a payment cannot be taken back as recorded by mistake; the first that holds in this order.</summary>
public enum ReversalRefusal
{
    /// <summary>The provider, the balance or another system says that the money came in: such money is refunded.</summary>
    NotByHand,

    Reversed,

    /// <summary>Money went back for a claim that it paid, or is about to.</summary>
    SentBack,

    /// <summary>What it brought is not there any more: spent from the balance, or moved to something else.</summary>
    MovedOn,
}

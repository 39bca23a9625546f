namespace MemberPortal.Billing.Reminders;

/// <summary>Why nobody is reminded of an invoice today; the first that holds in this order.</summary>
public enum ReminderRefusal
{
    NotPastDue,

    /// <summary>A top-up that was begun and left is nobody's debt.</summary>
    TopUp,

    /// <summary>Money may be on its way by the provider, in dispute or going back: nobody can pay it just now.</summary>
    UnderWay,

    /// <summary>The member said that the money is sent, or a seller asked for quiet.</summary>
    Paused,

    /// <summary>It will be taken from the saved payment method or the balance.</summary>
    PaidByItself,

    /// <summary>No address, or one that mail came back from.</summary>
    Unreachable,
}

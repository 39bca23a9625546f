namespace MemberPortal.StripeSandbox.Cards;

/// <summary>When the bank asks the person to confirm (3-D Secure).</summary>
internal enum BankConfirmation
{
    Never,

    /// <summary>With the person there; never again once the card was set up for charges without them.</summary>
    UnlessSetUp,

    /// <summary>As <see cref="UnlessSetUp"/>, and it has been set up.</summary>
    SetUpAlready,

    Always,
}

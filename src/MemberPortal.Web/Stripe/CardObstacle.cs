namespace MemberPortal.Web.Stripe;

/// <summary>Why an amount cannot be paid by card.</summary>
internal enum CardObstacle
{
    CurrencyNotOffered,
    BelowMinimum,
    AboveMaximum,

    /// <summary>The provider takes no third decimal but zero (BHD, JOD, KWD, OMR, TND).</summary>
    TooFine,
}

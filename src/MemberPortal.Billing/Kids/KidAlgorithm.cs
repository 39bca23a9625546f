namespace MemberPortal.Billing.Kids;

/// <summary>How the last character of a KID is reckoned; agreed with the bank.</summary>
public enum KidAlgorithm
{
    Mod10,

    /// <summary>Its check character may be a dash.</summary>
    Mod11,
}

namespace MemberPortal.Billing.Products;

/// <summary>A product given by a person, up to and with <paramref name="Until"/>; null: with no end.</summary>
public sealed record ManualAssignment(DateOnly? Until);

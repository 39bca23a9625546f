namespace MemberPortal.Billing.Products;

/// <summary>Until when a member has a product, as shown to people: a last covered day, or for ever (null).</summary>
public readonly record struct Coverage(DateOnly? LastDay)
{
    public bool IsForEver => LastDay is null;
}

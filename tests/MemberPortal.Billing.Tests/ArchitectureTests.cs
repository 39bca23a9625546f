namespace MemberPortal.Billing.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Billing_knows_nothing_but_the_base_library()
    {
        var known = typeof(Money).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.NotEmpty(known);
        Assert.All(known, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }
}

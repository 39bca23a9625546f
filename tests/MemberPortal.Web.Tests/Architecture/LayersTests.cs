using System.Reflection;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Architecture;

/// <summary>Which way things may know each other (4-architecture.md).</summary>
public sealed class LayersTests
{
    [Theory]
    [InlineData("Organisation", "Data", "Jobs", "Stripe", "Mail", "Features")]
    [InlineData("Data", "Jobs", "Stripe", "Mail", "Features")]
    [InlineData("Jobs", "Stripe", "Mail", "Features")]
    [InlineData("Stripe", "Mail", "Features")]
    [InlineData("Mail", "Stripe", "Features")]
    [InlineData("Localization", "Data", "Jobs", "Stripe", "Mail", "Features")]
    public void A_folder_below_does_not_know_one_above(string below, params string[] above)
    {
        var offenders =
            from type in typeof(PortalDbContext).Assembly.GetTypes()
            where InFolder(type, below)
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from known in TypesIn(member)
            from folder in above
            where InFolder(known, folder)
            select $"{type.Name} knows {known.Name}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_sandbox_references_nothing_of_ours()
    {
        var known = typeof(MemberPortal.StripeSandbox.RunningSandbox).Assembly.GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(known, name => name.StartsWith("MemberPortal", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_folder_Stripe_speaks_to_the_provider()
    {
        var offenders =
            from type in typeof(PortalDbContext).Assembly.GetTypes()
            where !InFolder(type, "Stripe")
            from member in type.GetMembers(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from known in TypesIn(member)
            where known == typeof(MemberPortal.Web.Stripe.HttpStripe) || InFolder(known, "Stripe.Wire")
            select $"{type.Name} knows {known.Name}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Only_the_folder_Jobs_knows_the_scheduler()
    {
        var offenders =
            from type in typeof(PortalDbContext).Assembly.GetTypes()
            where !InFolder(type, "Jobs")
            from member in type.GetMembers(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from known in TypesIn(member)
            where known.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true
            select $"{type.Name} knows {known.Name}";

        Assert.Empty(offenders);
    }

    private static bool InFolder(Type type, string folder) =>
        type.Namespace is { } name
        && (name == $"MemberPortal.Web.{folder}" || name.StartsWith($"MemberPortal.Web.{folder}.", StringComparison.Ordinal));

    private static IEnumerable<Type> TypesIn(MemberInfo member) => member switch
    {
        FieldInfo field => Parts(field.FieldType),
        PropertyInfo property => Parts(property.PropertyType),
        MethodInfo method => [.. Parts(method.ReturnType), .. method.GetParameters().SelectMany(p => Parts(p.ParameterType))],
        ConstructorInfo constructor => constructor.GetParameters().SelectMany(p => Parts(p.ParameterType)),
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Parts)] : [type];
}

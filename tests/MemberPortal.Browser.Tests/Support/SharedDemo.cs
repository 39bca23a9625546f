namespace MemberPortal.Browser.Tests.Support;

/// <summary>Tests that look at the pages of the demo's accounts share one portal.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDemo : ICollectionFixture<DemoPortal>
{
    public const string Name = "Demo";
}

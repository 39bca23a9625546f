namespace MemberPortal.Browser.Tests.Support;

/// <summary>Journeys that leave the provider's webhooks alone share one portal.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSmallClub : ICollectionFixture<SmallClub>
{
    public const string Name = "Small club";
}

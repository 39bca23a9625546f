using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace MemberPortal.Web.Tests.Demo;

/// <summary>The demo as it stands when it was first started at a certain moment.</summary>
public abstract class FilledPortal(DateTimeOffset startedAt) : Portal
{
    internal DateOnly Today { get; } = DateOnly.FromDateTime(startedAt.UtcDateTime);

    public override Task InitializeAsync()
    {
        Clock.MoveTo(startedAt);
        return base.InitializeAsync();
    }

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection([new("Demo:HasData", "true")]);
    }
}

[CollectionDefinition(nameof(PortalOnLeapDay))]
public sealed class PortalOnLeapDay() : FilledPortal(new(2028, 2, 29, 9, 0, 0, TimeSpan.Zero)), ICollectionFixture<PortalOnLeapDay>;

[CollectionDefinition(nameof(PortalInSummer))]
public sealed class PortalInSummer() : FilledPortal(new(2027, 7, 15, 21, 0, 0, TimeSpan.Zero)), ICollectionFixture<PortalInSummer>;

[CollectionDefinition(nameof(PortalOnNewYearsEve))]
public sealed class PortalOnNewYearsEve() : FilledPortal(new(2026, 12, 31, 6, 0, 0, TimeSpan.Zero)), ICollectionFixture<PortalOnNewYearsEve>;

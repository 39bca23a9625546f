using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace MemberPortal.Web.Tests.Architecture;

public sealed class ExampleSettingsTests
{
    private static readonly string[] OfTheFramework = ["urls", "Logging"];

    private static readonly IConfigurationRoot Example = new ConfigurationBuilder()
        .AddJsonFile(Repository.File("appsettings.Example.json"))
        .Build();

    private static readonly IReadOnlyDictionary<string, Type> Sections = typeof(StorageOptions).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null)
        .ToDictionary(type => (string)type.GetField("Section")!.GetRawConstantValue()!);

    public static TheoryData<string> SectionNames => [.. Sections.Keys];

    [Fact]
    public void The_example_holds_every_section_and_no_other()
    {
        Assert.Equal(
            Sections.Keys.Concat(OfTheFramework).Order(StringComparer.Ordinal),
            Example.GetChildren().Select(section => section.Key).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(SectionNames))]
    public void A_section_holds_every_setting_and_no_other_and_is_valid(string name)
    {
        var (type, section) = (Sections[name], Example.GetSection(name));
        var settings = type.GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name);

        Assert.Equal(settings.Order(StringComparer.Ordinal), section.GetChildren().Select(child => child.Key).Order(StringComparer.Ordinal));
        var options = section.Get(type, binding => binding.ErrorOnUnknownConfiguration = true)!;
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
    }
}

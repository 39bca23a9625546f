using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

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

    /// <summary>What the example leaves to be filled in: the settings that hold a placeholder.</summary>
    private static readonly string[] Secrets = [.. Example.AsEnumerable().Where(setting => setting.Value?.Contains('…', StringComparison.Ordinal) == true).Select(setting => setting.Key)];

    public static TheoryData<string> SectionNames => [.. Sections.Keys];

    [Fact]
    public void The_example_holds_every_section_and_no_other()
    {
        Assert.Equal(
            Sections.Keys.Concat(OfTheFramework).Order(StringComparer.Ordinal),
            Example.GetChildren().Select(section => section.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_any_of_the_examples_secrets_there_is_no_start()
    {
        Assert.Equal(["Mail:Password", "Stripe:SecretKey", "Stripe:WebhookSecrets:0"], Secrets.Order(StringComparer.Ordinal));
        foreach (var secret in Secrets)
        {
            using var folder = new TestFolder();
            var settings = ProductionSettings.In(folder.Path);
            settings["Mail:User"] = Example["Mail:User"];
            settings["Mail:Password"] = "what the server knows";
            settings[secret] = Example[secret];

            var refused = await Assert.ThrowsAsync<OptionsValidationException>(async () => await (await Program.StartAsync(
                [], new TestClock(), builder => builder.Configuration.AddInMemoryCollection(settings))).DisposeAsync());

            Assert.Contains(string.Join(':', secret.Split(':').Take(2)), StartRefusal.ReasonOf(refused), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(SectionNames))]
    public void A_section_holds_every_setting_and_no_other_and_is_valid_but_for_its_secrets(string name)
    {
        var (type, section) = (Sections[name], Example.GetSection(name));
        var settings = type.GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name);

        Assert.Equal(settings.Order(StringComparer.Ordinal), section.GetChildren().Select(child => child.Key).Order(StringComparer.Ordinal));
        var options = section.Get(type, binding => binding.ErrorOnUnknownConfiguration = true)!;
        var complaints = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), complaints, validateAllProperties: true);
        var secrets = Secrets.Where(secret => secret.StartsWith($"{name}:", StringComparison.Ordinal)).Select(secret => secret.Split(':')[1]).ToList();
        Assert.Equal(secrets.Count > 0, complaints.Count > 0);
        Assert.All(complaints.SelectMany(complaint => complaint.MemberNames), complained => Assert.Contains(complained, secrets));
    }
}

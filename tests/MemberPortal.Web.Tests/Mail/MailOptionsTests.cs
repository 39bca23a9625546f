using MemberPortal.Web.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:Host", "")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "Club <club@example.org>")]
    [InlineData("Mail:From", "club@example.org\r\nBcc: all@example.org")]
    [InlineData("Mail:Port", "465")]
    [InlineData("Mail:User", "club")]
    public void Production_does_not_start_and_names_the_setting(string setting, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => OptionsOf(isDemo: false, setting, value));

        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Production_starts_with_a_server_and_a_sender() =>
        Assert.Equal("smtp.example.org", OptionsOf(isDemo: false, "Mail:Host", "smtp.example.org").Host);

    [Fact]
    public void The_demo_needs_no_server() => Assert.Equal("", OptionsOf(isDemo: true, "Mail:Host", "").Host);

    [Theory]
    [InlineData(true, typeof(MailboxTransport))]
    [InlineData(false, typeof(SmtpTransport))]
    public void Nothing_leaves_a_demo(bool isDemo, Type transport)
    {
        var services = new ServiceCollection();
        services.AddMail(isDemo);

        Assert.Equal(transport, Assert.Single(services, s => s.ServiceType == typeof(IMailTransport)).ImplementationType);
    }

    private static MailOptions OptionsOf(bool isDemo, string setting, string value)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Mail:Host"] = "smtp.example.org",
                ["Mail:From"] = "club@example.org",
            })
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value })
            .Build());
        services.AddMail(isDemo);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<MailOptions>>().Value;
    }
}

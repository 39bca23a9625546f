using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using System.Text;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Mail;

/// <summary>Section "Mail" of the settings: the SMTP server. The demo has none, its mails stay in the mailbox page.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    private const int ImplicitTlsPort = 465;

    /// <summary>What stands for each secret in appsettings.Example.json.</summary>
    private const char Placeholder = '…';

    /// <summary>Required in production.</summary>
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>STARTTLS. Without it the mails, links that sign people in among them, travel in the clear.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>The address that mails come from.</summary>
    public required string From { get; init; }

    /// <summary>The name beside it; the organisation's when not set.</summary>
    public string? FromName { get; init; }

    /// <summary>How many connections send at once; one alone manages some twenty mails a second.</summary>
    [Range(1, 100)]
    public int Connections { get; init; } = 4;

    public MailAddress SenderOf(OrganisationOptions organisation) =>
        new(From, OneLine.Of(FromName ?? organisation.Name), Encoding.UTF8);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddresses.IsUsable(From))
            yield return new("Mail:From is the plain address that mails come from.", [nameof(From)]);

        if (Port == ImplicitTlsPort)
            yield return new("Mail:Port is one that speaks STARTTLS, usually 587; 465 does not.", [nameof(Port)]);

        if (Password?.Contains(Placeholder, StringComparison.Ordinal) == true)
            yield return new("Mail:Password is still that of the example.", [nameof(Password)]);

        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new("Mail:User and Mail:Password are set together.", [nameof(User)]);
    }
}

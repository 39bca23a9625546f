using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>What is throttled, and how much of it is fine.</summary>
internal sealed class Quotas(IOptionsMonitor<SignInOptions> options)
{
    private SignInOptions Numbers => options.CurrentValue;

    /// <param name="email">Normalised.</param>
    public Quota SignInsTo(string email) => new("sign-in:account", email, Numbers.TriesPerAccount, Numbers.TryWindow);

    public Quota SignInsFrom(IPAddress? address) =>
        new("sign-in:address", NetworkOf(address), Numbers.TriesPerAddress, Numbers.TryWindow);

    /// <summary>Guesses at the password of somebody who left a phone on the table.</summary>
    public Quota PasswordChangesOf(int accountId) =>
        new("password:account", accountId.ToString(CultureInfo.InvariantCulture), Numbers.TriesPerAccount, Numbers.TryWindow);

    /// <param name="email">Normalised.</param>
    public Quota MailsTo(string email) => new("mail:account", email, Numbers.MailsPerHour, TimeSpan.FromHours(1));

    public Quota MailsFrom(IPAddress? address) =>
        new("mail:address", NetworkOf(address), Numbers.TriesPerAddress, TimeSpan.FromHours(1));

    /// <summary>One household has one IPv4 address, but 2⁶⁴ of the sixth version.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "";

        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}

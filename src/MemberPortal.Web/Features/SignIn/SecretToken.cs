using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>256 random bits for a cookie or a link. Only their hash is stored, so the database signs nobody in.</summary>
internal static class SecretToken
{
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hex; a token has too many bits to be guessed, so it needs no slow hash.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc;

namespace MemberPortal.Web.Hosting;

internal static class CookiesRegistration
{
    /// <summary>The shape of every cookie but the session's, and the keys that protect them all.</summary>
    public static void AddCookies(this IServiceCollection services)
    {
        services.AddSingleton<PortalCookies>();
        services.AddOptions<AntiforgeryOptions>().Configure<PortalCookies>((antiforgery, cookies) =>
        {
            cookies.Shape(antiforgery.Cookie, "form");
            antiforgery.SuppressXFrameOptionsHeader = true;   // SecurityHeaders says more
        });
        services.AddOptions<CookieTempDataProviderOptions>()
            .Configure<PortalCookies>((tempData, cookies) => cookies.Shape(tempData.Cookie, "notice"));

        services.AddDataProtection().SetApplicationName("MemberPortal").UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
        {
            EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,   // encrypts and authenticates in one pass
        });
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<ProtectionKeys>((keys, repository) => keys.XmlRepository = repository);
    }
}

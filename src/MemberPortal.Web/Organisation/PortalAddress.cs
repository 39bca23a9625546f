using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Organisation;

/// <summary>
/// The address in links that leave the portal: the configured one, never the one a request came to. The demo, which may
/// run on any port, falls back on where it listens.
/// </summary>
internal sealed class PortalAddress(IOptions<PortalOptions> portal, IServer server)
{
    public Uri Root => portal.Value.PublicUrl ?? Listening;

    public Uri Of(string path) => new(Root, path);

    private Uri Listening
    {
        get
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("Portal:PublicUrl is not set and the portal does not listen yet.");
            return new(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Http;

namespace MemberPortal.Web.Tests.Canaries;

/// <summary>Notes the address of every call that the portal makes.</summary>
internal sealed class CallsToProvider : IHttpMessageHandlerBuilderFilter
{
    private readonly ConcurrentQueue<string> _addresses = new();

    public IEnumerable<string> Addresses => _addresses;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new Note(_addresses));
    };

    private sealed class Note(ConcurrentQueue<string> addresses) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            addresses.Enqueue(request.RequestUri!.AbsoluteUri);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

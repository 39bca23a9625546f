using Microsoft.Extensions.Http;

namespace MemberPortal.FailPoints;

/// <summary>Stands around every call to the provider, inside the tries: each try passes by.</summary>
internal sealed class ProviderWatch(ArmedFailPoint armed) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new Handler(armed));
    };

    private sealed class Handler(ArmedFailPoint armed) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var what = $"{request.Method} {request.RequestUri?.AbsolutePath}";
            armed.Reach(FailMoment.Sending, what);
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            armed.Reach(FailMoment.Answered, what);
            return answer;
        }
    }
}

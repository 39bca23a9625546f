using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>A real server that answers as told, one answer a request, and keeps what it was asked.</summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();

    private FakeStripe()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public int Waiting => _asked.Reader.Count;

    public static async Task<FakeStripe> StartAsync()
    {
        var fake = new FakeStripe();
        await fake._app.StartAsync();
        return fake;
    }

    public FakeStripe Answers(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(async context =>
        {
            context.Response.StatusCode = (int)status;
            context.Response.Headers["Request-Id"] = "req_1";
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body, Encoding.UTF8);
        });
        return this;
    }

    public FakeStripe Answers(string body, params (string Name, string Value)[] headers) =>
        Answers(HttpStatusCode.OK, body, headers);

    public FakeStripe HangsUp()
    {
        _answers.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Says nothing until the caller has gone.</summary>
    public FakeStripe KeepsSilent()
    {
        _answers.Enqueue(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        return this;
    }

    /// <summary>Sends the beginning of an answer and then nothing until the caller has gone.</summary>
    public FakeStripe StopsHalfway()
    {
        _answers.Enqueue(async context =>
        {
            await context.Response.WriteAsync("""{"id":""");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        return this;
    }

    /// <summary>The next request not yet looked at.</summary>
    public async Task<Asked> NextAsync() =>
        await _asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        _asked.Writer.TryWrite(new(
            request.Method,
            request.Path,
            Uri.UnescapeDataString(request.QueryString.Value!),
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));

        if (_answers.TryDequeue(out var answer))
            await answer(context);
        else
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
    }

    internal sealed record Asked(
        string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string[] Form => [.. Body.Split('&').Select(WebUtility.UrlDecode).Order(StringComparer.Ordinal)!];
    }
}

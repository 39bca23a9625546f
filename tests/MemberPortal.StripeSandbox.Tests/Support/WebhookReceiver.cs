using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MemberPortal.StripeSandbox.Tests.Support;

/// <summary>The other end of a webhook: keeps the raw body and the signature, and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Delivery> _arrived = Channel.CreateUnbounded<Delivery>();

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/hook", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await _arrived.Writer.WriteAsync(new Delivery(body.ToArray(), request.Headers["Stripe-Signature"].ToString()));
            return Results.StatusCode(AnswersWith);
        });
    }

    public int AnswersWith { get; set; } = 200;

    public Uri Url => new(_app.Urls.First() + "/hook");

    public int Waiting => _arrived.Reader.Count;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<Delivery> NextAsync()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _arrived.Reader.ReadAsync(enough.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal sealed record Delivery(byte[] Body, string Signature)
    {
        public string Type => System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(Body))!["type"]!.GetValue<string>();

        public string Id => System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(Body))!["id"]!.GetValue<string>();
    }
}

using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemberPortal.Web.Hosting;

namespace MemberPortal.Bench;

/// <summary>
/// The portal, started by the road the tests take, that says in a header of each answer how long it waited for the provider.
/// </summary>
internal static class ProviderClock
{
    public const string Command = "portal-with-waits";

    private const string Header = "Provider-Microseconds";
    private static readonly byte[] HeaderStart = [.. "\r\nProvider-Microseconds: "u8];
    private static readonly AsyncLocal<StrongBox<TimeSpan>?> Waited = new();

    /// <summary>What the clock has written into an answer.</summary>
    public static TimeSpan WaitIn(ReadOnlyMemory<byte> answer) =>
        Utf8Parser.TryParse(answer.Span[(answer.Span.IndexOf(HeaderStart) + HeaderStart.Length)..], out long microseconds, out _)
            ? TimeSpan.FromMicroseconds(microseconds)
            : throw new InvalidDataException("The portal says nothing of its waits.");

    public static async Task RunAsync(string[] args)
    {
#pragma warning disable RS0030 // a bench runs by the wall clock
        await using var portal = await Web.Program.StartAsync(args, TimeProvider.System, builder =>
#pragma warning restore RS0030
        {
            builder.Services.AddSingleton<IStartupFilter, AnswersWithWait>();
            builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new TimesCalls()));
        });
        await Console.Out.WriteLineAsync(Announcement.Of(portal));
        await portal.App.WaitForShutdownAsync();
    }

    private sealed class AnswersWithWait : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                var waited = Waited.Value = new StrongBox<TimeSpan>();
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers[Header] = ((long)waited.Value.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
                    return Task.CompletedTask;
                });
                return following(context);
            });
            next(app);
        };
    }

    private sealed class TimesCalls : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var called = Stopwatch.GetTimestamp();
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                if (Waited.Value is { } waited)
                    waited.Value += Stopwatch.GetElapsedTime(called);
            }
        }
    }
}

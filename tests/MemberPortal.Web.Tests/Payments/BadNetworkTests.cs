using System.Globalization;
using MemberPortal.Billing.Invoices;
using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Kills;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>The network to the provider and to the mail server is slow, loses data or swallows it (5-quality.md, F55).</summary>
[Trait("Fault", "F55")]
public sealed class BadNetworkTests : IAsyncLifetime
{
    private const int Payments = 25;

    private readonly FarPortal _portal = new();

    /// <summary>A portal in production that reaches its provider and its mail server over bad wires.</summary>
    private sealed class FarPortal : Portal
    {
        internal SmtpSink Server { get; } = new();
        internal Uri Local => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        internal BadWire ToProvider { get; private set; } = null!;
        internal BadWire ToServer { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            Provider = await RunningSandbox.StartAsync(new SandboxOptions(), Clock, default);
            ToProvider = new BadWire(Provider.Address.Port, Clock);
            ToServer = new BadWire(Server.Port, Clock);
            await base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await ToProvider.DisposeAsync();
            await ToServer.DisposeAsync();
            await Provider!.DisposeAsync();
            await Server.DisposeAsync();
        }

        /// <summary>The payer's own network is a good one.</summary>
        public Task<Uri?> PayAsync(Uri page) => Stripe.PayAsync(new UriBuilder(page) { Port = Provider!.Address.Port }.Uri);

        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(ProductionSettings.In(Folder))
            {
                ["Stripe:ApiBase"] = $"http://127.0.0.1:{ToProvider.Port}",
                ["Stripe:CheckoutOrigin"] = $"http://127.0.0.1:{ToProvider.Port}",
                ["Mail:Port"] = ToServer.Port.ToString(CultureInfo.InvariantCulture),
                ["Mail:UseTls"] = "false",
            });
        }
    }

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Over_a_network_of_half_a_second_that_loses_one_in_twenty_everybody_is_charged_once_and_told_once()
    {
        (_portal.ToProvider.Delay, _portal.ToServer.Delay) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
        (_portal.ToProvider.LossPercent, _portal.ToServer.LossPercent) = (5, 5);
        var invoices = await IssueAsync();

        foreach (var invoice in invoices)
        {
            if (await _portal.ThroughThePausesAsync(_portal.TapPayAsync(invoice)) is not PaymentOutcome.PayAt(var page))
                continue;

            await _portal.PayAsync(page);
            await _portal.ThroughThePausesAsync(_portal.ComeBackAsync(invoice));
        }

        await _portal.ThroughThePausesAsync(WithAnswerAsync(_portal.RunJobAsync<SendOutgoingMails>()));
        await MendAndSettleAsync(invoices);
    }

    [Fact]
    public async Task Into_a_black_hole_nothing_is_charged_the_rest_goes_on_and_afterwards_all_is_paid_and_told()
    {
        var invoices = await IssueAsync();
        (_portal.ToProvider.IsBlackHole, _portal.ToServer.IsBlackHole) = (true, true);

        var (tap, sending) = (_portal.TapPayAsync(invoices[0]), _portal.RunJobAsync<SendOutgoingMails>());
        await _portal.Clock.WaitedOnAsync(TimeSpan.FromSeconds(80));
        using (var others = new LoopbackBrowser(_portal.Local))
            Assert.Equal(System.Net.HttpStatusCode.OK, (await others.GetAsync("/sign-in")).Status);
        await _portal.RecordAsync(invoices[1], invoices[1].Total);
        Assert.False(tap.IsCompleted || sending.IsCompleted);

        Assert.IsType<PaymentOutcome.ProviderAway>(await ThroughSilenceAsync(tap));
        await ThroughSilenceAsync(WithAnswerAsync(sending));
        Assert.Empty(_portal.Server.Accepted);
        await MendAndSettleAsync(invoices);
    }

    /// <summary>With the network as it should be, everybody has paid within minutes and has their receipt.</summary>
    private async Task MendAndSettleAsync(IReadOnlyList<Invoice> invoices)
    {
        _portal.ToProvider.Mend();
        _portal.ToServer.Mend();
        _portal.Clock.Advance(TimeSpan.FromMinutes(7));   // what never reached the provider is over after five
        await _portal.ThroughThePausesAsync(WithAnswerAsync(_portal.RunJobAsync<RecoverAttempts>()));
        foreach (var invoice in invoices)
        {
            var outcome = await _portal.TapPayAsync(invoice);
            if (outcome is PaymentOutcome.PayAt(var page))
            {
                await _portal.PayAsync(page);
                await _portal.ComeBackAsync(invoice);
            }

            Assert.True((await _portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(new(2026, 3, 2)) == InvoiceStatus.Paid, $"{outcome}");
            Assert.Equal(invoice.Total, (await _portal.InvoiceAsync(invoice.Id)).Received);
            Assert.Single(await _portal.PaymentsAsync(invoice));
        }

        for (var minute = 0; minute < 30; minute += 5, _portal.Clock.Advance(TimeSpan.FromMinutes(5)))
            await _portal.RunJobAsync<SendOutgoingMails>();
        Assert.Equal(0, await _portal.WithDbAsync(db => db.Outbox.CountAsync(m => m.SentAt == null)));
        Assert.Empty((await _portal.RunAsync<CompareWithProvider, Comparison>(compare => compare.RunAsync(default))).Differences);
        await _portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private async Task<List<Invoice>> IssueAsync()
    {
        var invoices = new List<Invoice>();
        for (var i = 0; i < Payments; i++)
            invoices.Add(await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync()));
        return invoices;
    }

    /// <summary>Lets the clock run on over the patience of whoever waits in vain.</summary>
    private async Task<T> ThroughSilenceAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            var wait = _portal.Clock.WaitedOnAsync(TimeSpan.FromSeconds(80));
            if (await Task.WhenAny(call, wait) == wait)
                _portal.Clock.Advance(await wait);
        }

        return await call;
    }

    private static async Task<bool> WithAnswerAsync(Task call)
    {
        await call;
        return true;
    }
}

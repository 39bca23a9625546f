using System.Globalization;
using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>A portal in production whose file, provider and mail server other processes share (<see cref="Node"/>).</summary>
public sealed class NodesPortal : Portal
{
    private int _events;

    internal SmtpSink Server { get; } = new();

    /// <summary>Whether jobs run by themselves.</summary>
    internal bool RunsSchedule { get; init; }

    internal Dictionary<string, string?> Settings => new(ProductionSettings.In(Folder))
    {
        ["Stripe:ApiBase"] = Provider!.Address.AbsoluteUri,
        ["Stripe:CheckoutOrigin"] = Provider.Address.AbsoluteUri,
        ["Mail:Port"] = Server.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:UseTls"] = "false",
        ["Portal:WritePatienceSeconds"] = "60",
        ["Portal:RunsSchedule"] = RunsSchedule ? "true" : "false",
    };

    public override async Task InitializeAsync()
    {
        Provider = await RunningSandbox.StartAsync(new SandboxOptions(), Clock, default);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider!.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Three invoices paid on the provider's page by people who closed the tab: the portal has not heard of it.</summary>
    internal async Task<IReadOnlyList<Invoice>> PayAndCloseTheTabAsync()
    {
        var invoices = new List<Invoice>();
        for (var i = 0; i < 3; i++)
        {
            var invoice = await IssueInvoiceAsync(await AddMemberAsync());
            await Stripe.PayAsync(await OpenPaymentPageAsync(invoice));
            invoices.Add(invoice);
        }

        return invoices;
    }

    /// <summary>As the webhook keeps what the provider reports.</summary>
    internal async Task ReportAsync(string type, Invoice invoice)
    {
        var attempt = (await AttemptsAsync(invoice)).Last();
        await WithDbAsync(async db =>
        {
            db.StripeInbox.Add(new StripeEvent
            {
                Id = $"evt_{++_events}",
                Type = type,
                ObjectId = attempt.CheckoutId!,
                AttemptId = attempt.Id,
                ReceivedAt = Clock.GetUtcNow().UtcDateTime,
                NextTryAt = Clock.GetUtcNow().UtcDateTime,
            });
            await db.SaveChangesAsync();
        });
    }

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(Settings);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Disputes;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Payouts;
using MemberPortal.StripeSandbox.Refunds;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>What banks, networks and bad connections do, on demand: one name, one happening.</summary>
internal sealed class SandboxActions(
    SandboxStore store,
    DebitAnswers debits,
    DisputeBook disputes,
    RefundBook refunds,
    PayoutBook payouts,
    NetworkUpdate network,
    MethodBook methods,
    MandateBook mandates,
    CheckoutSessions sessions,
    Faults faults,
    WebhookEndpoint endpoint,
    WebhookDelivery delivery)
{
    private const int SlowMs = 3000;

    /// <exception cref="ArgumentException">There is no such action, or nothing it could happen to.</exception>
    public async Task RunAsync(WantedAction wanted, CancellationToken cancellationToken)
    {
        switch (wanted.Action)
        {
            case "hold-webhooks":
                await DeliverAsync(DeliveryMode.Hold, cancellationToken);
                break;
            case "deliver-webhooks":
                await DeliverAsync(DeliveryMode.Deliver, cancellationToken);
                break;
            case "deliver-webhooks-newest-first":
                await DeliverAsync(DeliveryMode.DeliverNewestFirst, cancellationToken);
                break;
            case "deliver-webhooks-twice":
                await DeliverAsync(DeliveryMode.DeliverTwice, cancellationToken);
                break;
            case "make-payouts":
                store.Run(payouts.MakeNow);
                break;
            case "redeliver":
                _ = await delivery.RedeliverAsync(wanted.Id, cancellationToken)
                    ?? throw new ArgumentException("No such event, or no webhook to send it to.");
                break;
            case "fault":
                faults.Add(FaultOf(wanted.Id));
                break;
            case "clear-faults":
                faults.Clear();
                break;
            default:
                store.Run(() => Happen(wanted));
                break;
        }
    }

    /// <summary>Holds events back; or sends at once what was held, and from now on everything. Returns how many arrived.</summary>
    public async Task<int> DeliverAsync(DeliveryMode mode, CancellationToken cancellationToken)
    {
        if (mode == DeliveryMode.Hold)
        {
            endpoint.IsHeld = true;
            return 0;
        }

        var arrived = await delivery.DeliverHeldAsync(
            newestFirst: mode == DeliveryMode.DeliverNewestFirst, times: mode == DeliveryMode.DeliverTwice ? 2 : 1, cancellationToken);
        endpoint.Wake();
        return arrived;
    }

    private void Happen(WantedAction wanted)
    {
        switch (wanted.Action)
        {
            case "settle-debit":
                debits.Settle(DebitOf(wanted.Id));
                break;
            case "bounce-debit":
                debits.Bounce(DebitOf(wanted.Id), wanted.Code ?? "insufficient_funds");
                break;
            case "open-dispute":
                disputes.Open(Found(store.Charges, wanted.Id).Id());
                break;
            case "win-dispute":
                disputes.Close(Found(store.Disputes, wanted.Id), isWon: true, Cause.NoRequest);
                break;
            case "lose-dispute":
                disputes.Close(Found(store.Disputes, wanted.Id), isWon: false, Cause.NoRequest);
                break;
            case "succeed-refund":
                refunds.Succeed(Found(store.Refunds, wanted.Id).Id());
                break;
            case "fail-refund":
                refunds.Fail(Found(store.Refunds, wanted.Id).Id(), wanted.Code ?? "expired_or_canceled_card");
                break;
            case "send-payout":
                payouts.Send(Found(store.Payouts, wanted.Id).Id());
                break;
            case "cancel-payout":
                payouts.Cancel(Found(store.Payouts, wanted.Id).Id());
                break;
            case "pay-payout":
                payouts.Arrive(Found(store.Payouts, wanted.Id).Id());
                break;
            case "fail-payout":
                payouts.Fail(Found(store.Payouts, wanted.Id).Id(), wanted.Code ?? "account_closed");
                break;
            case "update-card":
                network.Run(CardOf(wanted.Id), wanted.ExpMonth, wanted.ExpYear, wanted.Last4);
                break;
            case "decline-card":
                methods.ChangeBank(CardOf(wanted.Id), ReasonOf(wanted.Code ?? "generic_decline"));
                break;
            case "accept-card":
                methods.ChangeBank(CardOf(wanted.Id), null);
                break;
            case "end-mandate":
                mandates.End(Found(store.Mandates, wanted.Id).Id());
                break;
            case "expire-session" when Found(store.CheckoutSessions, wanted.Id) is var session && CheckoutSessions.IsOpen(session):
                sessions.Expire(session, Cause.NoRequest);
                break;
            default:
                throw new ArgumentException($"The sandbox cannot {wanted.Action} {wanted.Id}");
        }
    }

    /// <summary>By its charge or by its payment intent.</summary>
    private string DebitOf(string id)
    {
        var charge = store.PaymentIntents.Find(id)?.Text("latest_charge") ?? id;
        return charge.StartsWith("py_", StringComparison.Ordinal) ? Found(store.Charges, charge).Id() : throw new ArgumentException($"{id} is no debit");
    }

    private JsonObject CardOf(string id) => Found(store.PaymentMethods, id) is var method && method.Is("type", "card")
        ? method
        : throw new ArgumentException($"{id} is no card");

    private static string ReasonOf(string code) =>
        Decline.For(code) is null ? throw new ArgumentException($"No bank declines for {code}") : code;

    private static JsonObject Found(Table table, string id) => table.Find(id) ?? throw new ArgumentException($"There is no {id}");

    private static Fault FaultOf(string name) => name switch
    {
        "timeout-after-success" => new Fault { Kind = FaultKind.TimeoutAfterSuccess },
        "reset" => new Fault { Kind = FaultKind.Reset },
        "reset-after-success" => new Fault { Kind = FaultKind.ResetAfterSuccess },
        "slow" => new Fault { Kind = FaultKind.Delay, DelayMs = SlowMs },
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600 =>
            new Fault { Kind = FaultKind.Status, Status = status },
        _ => throw new ArgumentException($"There is no fault {name}"),
    };
}

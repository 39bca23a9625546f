using MemberPortal.StripeSandbox.Cards;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the buttons of the overview say, and what can be chosen beside them.</summary>
internal static class ActionTexts
{
    /// <summary>The key of the text on the button.</summary>
    public static string KeyOf(string action) => action switch
    {
        "hold-webhooks" => "Do.HoldWebhooks",
        "deliver-webhooks" => "Do.Deliver",
        "deliver-webhooks-newest-first" => "Do.DeliverNewestFirst",
        "deliver-webhooks-twice" => "Do.DeliverTwice",
        "redeliver" => "Do.Redeliver",
        "clear-faults" => "Do.ClearFaults",
        "make-payouts" => "Do.MakePayouts",
        "expire-session" => "Do.ExpireSession",
        "settle-debit" => "Do.SettleDebit",
        "bounce-debit" => "Do.BounceDebit",
        "open-dispute" => "Do.OpenDispute",
        "win-dispute" => "Do.WinDispute",
        "lose-dispute" => "Do.LoseDispute",
        "succeed-refund" => "Do.SucceedRefund",
        "fail-refund" => "Do.FailRefund",
        "send-payout" => "Do.SendPayout",
        "pay-payout" => "Do.PayPayout",
        "cancel-payout" => "Do.CancelPayout",
        "fail-payout" => "Do.FailPayout",
        "update-card" => "Do.UpdateCard",
        "decline-card" => "Do.DeclineCard",
        "accept-card" => "Do.AcceptCard",
        "end-mandate" => "Do.EndMandate",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No button does this."),
    };

    /// <summary>The key of the text on the button that asks for a fault.</summary>
    public static IReadOnlyList<(string Fault, string Key)> Faults { get; } =
    [
        ("timeout-after-success", "Fault.TimeoutAfterSuccess"),
        ("reset-after-success", "Fault.ResetAfterSuccess"),
        ("reset", "Fault.Reset"),
        ("slow", "Fault.Slow"),
        ("409", "Fault.Conflict"),
        ("429", "Fault.TooMany"),
        ("500", "Fault.Failure"),
        ("502", "Fault.Html"),
        ("503", "Fault.Unavailable"),
    ];

    /// <summary>The reasons to choose from, by group; none where there is no reason to give.</summary>
    public static IEnumerable<(string? Group, IReadOnlyList<string> Reasons)> ReasonsOf(string action) => action switch
    {
        "decline-card" => DeclineReasons.All.Select(group => ((string?)group.Name, group.Reasons)),
        "bounce-debit" =>
        [
            (null,
            [
                "insufficient_funds", "account_closed", "debit_not_authorized", "no_account", "bank_account_restricted",
                "refer_to_customer", "generic",
            ]),
        ],
        "fail-refund" =>
        [
            (null,
            [
                "expired_or_canceled_card", "lost_or_stolen_card", "charge_for_pending_refund_disputed", "insufficient_funds", "declined",
                "merchant_request", "unknown",
            ]),
        ],
        "fail-payout" =>
        [
            (null,
            [
                "account_closed", "account_frozen", "bank_account_restricted", "bank_ownership_changed", "could_not_process",
                "debit_not_authorized", "declined", "incorrect_account_holder_name", "incorrect_account_holder_address",
                "incorrect_account_holder_tax_id", "insufficient_funds", "invalid_account_number", "invalid_currency", "no_account",
                "unsupported_card",
            ]),
        ],
        _ => [],
    };
}

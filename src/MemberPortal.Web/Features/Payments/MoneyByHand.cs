using MemberPortal.Billing.Journal;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Cash, a cheque or a transfer that somebody at the desk records.</summary>
internal sealed record MoneyByHand
{
    /// <summary>Of the form, made when it was shown: sent twice, it is recorded once.</summary>
    public required Guid Key { get; init; }

    public required HandWay Way { get; init; }

    /// <summary>Of one member, each invoice once.</summary>
    public required IReadOnlyList<ReceivedPart> Parts { get; init; }

    /// <summary>A cheque's number, a transfer's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Who paid, where that is not the member.</summary>
    public string? PayerName { get; init; }

    /// <summary>The business day on which a transfer arrived; null: now.</summary>
    public DateOnly? ArrivedOn { get; init; }

    public string? Comment { get; init; }

    public string Source => $"{Way.Word}:{Key:N}";
}

/// <summary>A way of paying that somebody at the desk records: in an address and a source, on a receipt, in the books, as a member's way.</summary>
internal sealed record HandWay(string Word, PaymentWay Way, AccountKind Account, PaymentMethodKind Method)
{
    public static readonly IReadOnlyList<HandWay> All =
    [
        new("cash", PaymentWay.Cash, AccountKind.Cash, PaymentMethodKind.Cash),
        new("cheque", PaymentWay.Cheque, AccountKind.Cheques, PaymentMethodKind.Cheque),
        new("transfer", PaymentWay.Transfer, AccountKind.Bank, PaymentMethodKind.BankTransfer),
    ];

    public static HandWay? Find(string? word) => All.FirstOrDefault(way => way.Word == word);

    public static bool Is(PaymentWay way) => All.Any(known => known.Way == way);
}

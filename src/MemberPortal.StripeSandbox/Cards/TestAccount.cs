namespace MemberPortal.StripeSandbox.Cards;

/// <summary>A bank account that exists only here, and what comes of a debit (6-stripe.md, 19).</summary>
internal sealed record TestAccount(string Iban)
{
    /// <summary>Why every debit bounces, as the error's code; null lets it through.</summary>
    public string? Failure { get; init; }

    /// <summary>Takes three minutes more than the others.</summary>
    public bool IsSlow { get; init; }

    public bool IsDisputed { get; init; }

    public string Country => Iban[..2];
    public string BankCode => Iban[4..9];
    public string Last4 => Iban[^4..];

    public static TestAccount? ByIban(string typed)
    {
        var iban = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return All.FirstOrDefault(account => account.Iban == iban);
    }

    public static readonly IReadOnlyList<TestAccount> All =
    [
        new("AT611904300234573201"),
        new("AT321904300235473204") { IsSlow = true },
        new("AT861904300235473202") { Failure = "debit_not_authorized" },
        new("AT051904300235473205") { Failure = "debit_not_authorized", IsSlow = true },
        new("AT591904300235473203") { IsDisputed = true },
        new("AT981904300002222227") { Failure = "insufficient_funds" },
    ];
}

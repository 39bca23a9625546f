namespace MemberPortal.Web.Features.Demo;

/// <summary>The accounts of the demo that are worth a look, and what each of them shows. Addresses end in example.org.</summary>
internal static class DemoAccounts
{
    /// <summary>Of every account of the demo; it is printed at start and on the page.</summary>
    public const string Password = "skates on thin ice";

    public static readonly IReadOnlyList<DemoAccount> All =
    [
        new("kari@example.org", "nb", "Demo.OwesOne"),
        new("anna@example.org", "en", "Demo.OwesSeveral"),
        new("erik@example.org", "sv", "Demo.PaidAll"),
        new("olga@example.org", "ru", "Demo.PastDue"),
        new("claire@example.org", "fr", "Demo.CardExpires"),
        new("ola@example.org", "nb", "Demo.CardExpired"),
        new("lars@example.org", "sv", "Demo.PartlyPaid"),
        new("ivan@example.org", "ru", "Demo.Overpaid"),
        new("luc@example.org", "fr", "Demo.Refunded"),
        new("emma@example.org", "en", "Demo.New"),
        new("nora@example.org", "nb", "Demo.Subscribes"),
        new("johan@example.org", "sv", "Demo.Balance"),
        new("selger@example.org", "nb", "Demo.Seller"),
        new("admin@example.org", "nb", "Demo.Admin"),
    ];
}

/// <summary>One of them; <see cref="Shows"/> is the key of its words.</summary>
internal sealed record DemoAccount(string Email, string Language, string Shows);

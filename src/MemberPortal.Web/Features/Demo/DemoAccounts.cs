using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What the history of a demo account's member shows.</summary>
internal enum DemoStory
{
    OwesOne,
    OwesSeveralOneLate,
    AllPaid,
    NothingYet,
    PartiallyPaid,
    Overpaid,
    ExpiredCard,
    ExpiringCard,
    BalanceAndTopUp,
    CanceledSubscription,
    Refunded,
    LacksFunds,
}

/// <summary>Whoever may sign in to the demo. No story: staff who are not members.</summary>
internal sealed record DemoAccount(string Email, string Name, string Language, string Role, DemoStory? Story = null);

internal static class DemoAccounts
{
    /// <summary>Of all of them: the demo hides nothing and is reached from this machine only.</summary>
    public const string Password = "skate-2026";

    public static readonly DemoAccount Seller = new("desk@example.org", "Signe Aasen", "nb", Role.Seller);

    public static readonly IReadOnlyList<DemoAccount> All =
    [
        new("kari@example.org", "Kari Nordmann", "nb", Role.Member, DemoStory.OwesOne),
        new("ola@example.org", "Ola Skogen", "nb", Role.Member, DemoStory.OwesSeveralOneLate),
        new("anna@example.org", "Anna Sundberg", "sv", Role.Member, DemoStory.AllPaid),
        new("erik@example.org", "Erik Holmgren", "sv", Role.Member, DemoStory.NothingYet),
        new("alice@example.org", "Alice Whitaker", "en", Role.Member, DemoStory.PartiallyPaid),
        new("claire@example.org", "Claire Dubois", "fr", Role.Member, DemoStory.Overpaid),
        new("irina@example.org", "Ирина Смирнова", "ru", Role.Member, DemoStory.ExpiredCard),
        new("nikolai@example.org", "Николай Орлов", "ru", Role.Member, DemoStory.ExpiringCard),
        new("george@example.org", "George Ellis", "en", Role.Member, DemoStory.BalanceAndTopUp),
        new("luc@example.org", "Luc Martin", "fr", Role.Member, DemoStory.CanceledSubscription),
        new("maja@example.org", "Maja Sandvik", "nb", Role.Member, DemoStory.Refunded),
        new("stian@example.org", "Stian Vik", "nb", Role.Member, DemoStory.LacksFunds),
        Seller,
        new("admin@example.org", "Arne Lofthus", "nb", Role.Admin),
    ];

    public static DemoAccount? OfMember(Member member) =>
        All.FirstOrDefault(a => a.Story is not null && a.Email == member.Email);
}

using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>Whose a demo account is: the name and the role in accounts.csv.</summary>
internal sealed record DemoPerson(DemoAccount Account, string Name, string Role)
{
    public static readonly IReadOnlyList<DemoPerson> All =
    [
        .. DemoAccounts.All.Join(DemoFile.Rows("accounts.csv"), account => account.Email, row => row[0], (account, row) =>
            new DemoPerson(account, row[2], row[1])),
    ];

    /// <summary>Who stands at the desk.</summary>
    public static readonly DemoPerson Seller = All.First(person => person.Role == Data.Role.Seller);

    public bool IsMember => Role == Data.Role.Member;

    /// <summary>Null for a member of the crowd, who has no account.</summary>
    public static DemoPerson? Of(Member member) => All.FirstOrDefault(person => person.IsMember && person.Account.Email == member.Email);
}

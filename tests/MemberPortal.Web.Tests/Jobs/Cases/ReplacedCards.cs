using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Two members who each put another card in the place of the one on file.</summary>
internal sealed class ReplacedCards : JobCase
{
    private readonly List<Member> _members = [];

    public override IReadOnlyList<string> Expected { get; } = ["1 card at the provider", "1 card at the provider", "detached: 2"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 2; i++)
        {
            var member = await portal.AddMemberAsync();
            await portal.PutOnFileAsync(member);
            await portal.PutOnFileAsync(member, "pm_card_mastercard");
            _members.Add(member);
        }
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal)
    {
        var lines = new List<string>();
        foreach (var member in _members)
        {
            var customer = await portal.WithDbAsync(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.ProviderCustomerId).SingleAsync());
            lines.Add($"{(await portal.Stripe.MethodsOfAsync(customer!)).Count} card at the provider");
        }

        return [.. lines, $"detached: {await portal.WithDbAsync(db => db.RetiredMethods.CountAsync(r => r.DetachedAt != null))}"];
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.Web.Data;

/// <summary>Renews a member's words in the save that sets a name or an address, whoever sets it.</summary>
internal sealed class KeepMemberWords : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var member in eventData.Context!.ChangeTracker.Entries<Member>().Where(IsFoundByOthers).ToList())
            await RenewAsync(member, cancellationToken);

        return result;
    }

    private static bool IsFoundByOthers(EntityEntry<Member> member) =>
        member.State == EntityState.Added
        || (member.State == EntityState.Modified && (member.Property(m => m.Name).IsModified || member.Property(m => m.Email).IsModified));

    private static async Task RenewAsync(EntityEntry<Member> member, CancellationToken cancellationToken)
    {
        var words = member.Collection(m => m.Words);
        if (member.State == EntityState.Modified)
            await words.LoadAsync(cancellationToken);

        var kept = member.Entity.Words.Select(word => word.Word).ToHashSet();
        var wanted = MemberWord.Of(member.Entity).ToList();
        member.Entity.Words.RemoveAll(word => !wanted.Exists(w => w.Word == word.Word));
        member.Entity.Words.AddRange(wanted.Where(word => !kept.Contains(word.Word)));
    }
}

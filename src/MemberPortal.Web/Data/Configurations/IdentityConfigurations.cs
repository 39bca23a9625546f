using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("EmailIndex");
        account.HasIndex(a => a.MemberId).IsUnique();
        account.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.HasIndex(s => s.AccountId);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }
}

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> link)
    {
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
    }
}

internal sealed class ThrottledTryConfiguration : IEntityTypeConfiguration<ThrottledTry>
{
    public void Configure(EntityTypeBuilder<ThrottledTry> attempt) => attempt.HasIndex(t => new { t.Key, t.At });
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key) => key.HasIndex(k => k.Name).IsUnique();
}

internal sealed class PortalMarkConfiguration : IEntityTypeConfiguration<PortalMark>
{
    public void Configure(EntityTypeBuilder<PortalMark> mark) => mark.Property(m => m.Id).ValueGeneratedNever();
}

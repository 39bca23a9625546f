using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.HasIndex(m => m.Number).IsUnique();
        member.HasIndex(m => m.ProviderCustomerId).IsUnique();
        member.ToTable(t => t.HasCheckConstraint("CK_Members_Number", "\"Number\" BETWEEN 1 AND 99999"));
    }
}

internal sealed class MemberWordConfiguration : IEntityTypeConfiguration<MemberWord>
{
    public void Configure(EntityTypeBuilder<MemberWord> word)
    {
        word.HasKey(w => new { w.MemberId, w.Word });
        word.HasIndex(w => new { w.Word, w.MemberId });
        word.HasOne<Member>().WithMany(m => m.Words).HasForeignKey(w => w.MemberId);
    }
}

internal sealed class ProductAssignmentConfiguration : IEntityTypeConfiguration<ProductAssignment>
{
    public void Configure(EntityTypeBuilder<ProductAssignment> assignment)
    {
        assignment.HasIndex(a => a.MemberId);
        assignment.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Restrict);
        assignment.HasOne<Product>().WithMany().HasForeignKey(a => a.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> subscription)
    {
        subscription.HasIndex(s => s.MemberId);
        subscription.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
        subscription.HasOne<Product>().WithMany().HasForeignKey(s => s.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentMethodConfiguration : IEntityTypeConfiguration<PaymentMethod>
{
    public void Configure(EntityTypeBuilder<PaymentMethod> method)
    {
        method.HasIndex(m => m.MemberId).IsUnique();   // a member has one method or none
        method.HasIndex(m => m.ProviderMethodId).IsUnique();
        method.HasOne<ChargeAttempt>().WithMany().HasForeignKey(m => m.LastAttemptId).OnDelete(DeleteBehavior.Restrict);
        method.HasOne<Member>().WithMany().HasForeignKey(m => m.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MethodSetupConfiguration : IEntityTypeConfiguration<MethodSetup>
{
    public void Configure(EntityTypeBuilder<MethodSetup> setup)
    {
        // Two taps, two browsers, two nodes: one page on which to put a card on file.
        setup.HasIndex(s => s.MemberId).IsUnique().HasFilter("\"State\" = 'Pending'").HasDatabaseName("IX_MethodSetups_OnePending");
        setup.HasIndex(s => s.CheckoutId).IsUnique();
        setup.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RetiredMethodConfiguration : IEntityTypeConfiguration<RetiredMethod>
{
    public void Configure(EntityTypeBuilder<RetiredMethod> retired)
    {
        retired.HasKey(r => r.ProviderMethodId);
        retired.HasIndex(r => r.NextTryAt).HasFilter("\"DetachedAt\" IS NULL").HasDatabaseName("IX_RetiredMethods_Waiting");
        retired.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MethodNoticeConfiguration : IEntityTypeConfiguration<MethodNotice>
{
    public void Configure(EntityTypeBuilder<MethodNotice> notice)
    {
        notice.HasIndex(n => new { n.PaymentMethodId, n.Trouble, n.Episode }).IsUnique();   // told once an episode
        notice.HasOne<PaymentMethod>().WithMany().HasForeignKey(n => n.PaymentMethodId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MemberBalanceConfiguration : IEntityTypeConfiguration<MemberBalance>
{
    public void Configure(EntityTypeBuilder<MemberBalance> balance)
    {
        balance.ToTable("Balances", t => t.HasCheckConstraint("CK_Balances_Amount", "\"Amount\" >= 0"));
        balance.HasKey(b => new { b.MemberId, b.Currency });
        balance.HasOne<Member>().WithMany().HasForeignKey(b => b.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

using MemberPortal.Billing.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("Journal");
        entry.HasIndex(e => e.Key).IsUnique();   // a cause is booked once, however often it is reported
        entry.HasIndex(e => e.HappenedAt);
        entry.HasMany(e => e.Postings).WithOne().HasForeignKey("EntryId").IsRequired().OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> posting)
    {
        posting.HasIndex("InvoiceId", "Account").HasFilter("\"InvoiceId\" IS NOT NULL");
        posting.HasIndex("MemberId", "Account").HasFilter("\"MemberId\" IS NOT NULL");
        posting.HasOne<Invoice>().WithMany().HasForeignKey(p => p.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        posting.HasOne<InvoiceLine>().WithMany().HasForeignKey(p => p.InvoiceLineId).OnDelete(DeleteBehavior.Restrict);
        posting.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.HasIndex(p => p.Source).IsUnique();
        payment.HasIndex(p => p.ReceiptNumber).IsUnique();
        payment.HasIndex(p => new { p.MemberId, p.ReceivedAt });
        payment.HasIndex(p => p.ProviderPaymentId).HasFilter("\"ProviderPaymentId\" IS NOT NULL");
        payment.HasOne(p => p.Invoice).WithMany().HasForeignKey(p => p.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        payment.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
        payment.ToTable(t => t.HasCheckConstraint("CK_Payments_Amount", "\"Amount\" > 0"));
    }
}

internal sealed class PaymentReversalConfiguration : IEntityTypeConfiguration<PaymentReversal>
{
    public void Configure(EntityTypeBuilder<PaymentReversal> reversal)
    {
        reversal.HasKey(r => r.PaymentId);   // a payment is reversed once
        reversal.Property(r => r.PaymentId).ValueGeneratedNever();
        reversal.HasOne<Payment>().WithOne(p => p.Reversal).HasForeignKey<PaymentReversal>(r => r.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReceiptLinkConfiguration : IEntityTypeConfiguration<ReceiptLink>
{
    public void Configure(EntityTypeBuilder<ReceiptLink> link)
    {
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<Payment>().WithMany().HasForeignKey(l => l.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ChargeAttemptConfiguration : IEntityTypeConfiguration<ChargeAttempt>
{
    public void Configure(EntityTypeBuilder<ChargeAttempt> attempt)
    {
        attempt.Ignore(a => a.IsKnownToProvider);
        attempt.HasIndex(a => a.CheckoutId).IsUnique();
        attempt.HasIndex(a => a.PaymentIntentId).IsUnique();
        attempt.HasIndex(a => a.StartedAt).HasFilter("\"State\" = 'Pending'").HasDatabaseName("IX_ChargeAttempts_Pending");
        attempt.HasMany(a => a.Claims).WithOne().HasForeignKey(c => c.AttemptId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<PayLink>().WithMany().HasForeignKey(a => a.PayLinkId).OnDelete(DeleteBehavior.Restrict);
        attempt.ToTable(t => t.HasCheckConstraint("CK_ChargeAttempts_Amount", "\"Amount\" > 0"));
    }
}

internal sealed class AttemptClaimConfiguration : IEntityTypeConfiguration<AttemptClaim>
{
    public void Configure(EntityTypeBuilder<AttemptClaim> claim)
    {
        claim.HasKey(c => new { c.AttemptId, c.InvoiceId });
        // Two taps, two browsers, two nodes: one attempt under way.
        claim.HasIndex(c => c.InvoiceId).IsUnique().HasFilter("\"ReleasedAt\" IS NULL").HasDatabaseName("IX_AttemptClaims_OnePending");
        claim.HasIndex(c => c.InvoiceId);
        claim.HasOne<Invoice>().WithMany().HasForeignKey(c => c.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        claim.ToTable(t => t.HasCheckConstraint("CK_AttemptClaims_Amount", "\"Amount\" > 0"));
    }
}

internal sealed class PayLinkConfiguration : IEntityTypeConfiguration<PayLink>
{
    public void Configure(EntityTypeBuilder<PayLink> link)
    {
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<Invoice>().WithMany().HasForeignKey(l => l.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}

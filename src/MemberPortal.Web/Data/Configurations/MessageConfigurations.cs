using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    /// <summary>The facts of a mail that waits, word for word as OutboxQueries.Waiting asks for them.</summary>
    private const string Waiting = "\"SentAt\" IS NULL AND \"FailedAt\" IS NULL AND \"WithdrawnAt\" IS NULL";

    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("Outbox");
        mail.HasIndex(m => m.Key).IsUnique();   // this mail of this occasion once
        mail.HasIndex(m => m.NextTryAt).HasFilter(Waiting).HasDatabaseName("IX_Outbox_Waiting");
        mail.HasIndex(m => m.FailedAt).HasFilter("\"FailedAt\" IS NOT NULL");
        mail.HasIndex(m => m.WithdrawnAt).HasFilter("\"WithdrawnAt\" IS NOT NULL");
        mail.HasIndex(m => m.MemberId);
        mail.HasIndex(m => m.RepeatOf).HasFilter("\"RepeatOf\" IS NOT NULL");
        mail.HasOne<OutgoingMail>().WithMany().HasForeignKey(m => m.RepeatOf).OnDelete(DeleteBehavior.Restrict);
        mail.HasOne<Member>().WithMany().HasForeignKey(m => m.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StripeEventConfiguration : IEntityTypeConfiguration<StripeEvent>
{
    public void Configure(EntityTypeBuilder<StripeEvent> stripeEvent)
    {
        stripeEvent.ToTable("StripeInbox");
        stripeEvent.HasIndex(e => e.NextTryAt).HasFilter("\"Outcome\" = 'Waiting'").HasDatabaseName("IX_StripeInbox_Waiting");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("Outbox");
        mail.HasIndex(m => m.Key).IsUnique();   // this mail of this occasion once
        mail.HasIndex(m => m.NextTryAt).HasFilter("\"SentAt\" IS NULL AND \"FailedAt\" IS NULL").HasDatabaseName("IX_Outbox_Waiting");
        mail.HasIndex(m => m.MemberId);
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

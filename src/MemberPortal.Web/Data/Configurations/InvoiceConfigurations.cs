using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    /// <summary>The facts of "asked for and not yet received", word for word as InvoiceQueries.Owed asks for them.</summary>
    public const string Owed =
        """
        "IssuedOn" IS NOT NULL AND "VoidedOn" IS NULL AND "UncollectibleOn" IS NULL AND "RefundedOutsideOn" IS NULL AND "Received" < "Total"
        """;

    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.Ignore(i => i.Facts);
        invoice.HasIndex(i => i.Number).IsUnique();
        invoice.HasIndex(i => i.Kid).IsUnique();
        invoice.HasIndex(i => i.FormKey).IsUnique();
        invoice.HasIndex(i => new { i.MemberId, i.Id });
        invoice.HasIndex(i => new { i.MemberId, i.DueOn }).HasFilter(Owed).HasDatabaseName("IX_Invoices_OwedByMember");
        invoice.HasIndex(i => i.DueOn).HasFilter(Owed).HasDatabaseName("IX_Invoices_Owed");
        invoice.HasIndex(i => i.CreatedAt).HasFilter("\"IssuedOn\" IS NULL AND \"VoidedOn\" IS NULL").HasDatabaseName("IX_Invoices_Drafts");
        invoice.HasOne(i => i.Member).WithMany().HasForeignKey(i => i.MemberId).OnDelete(DeleteBehavior.Restrict);
        invoice.HasMany(i => i.Lines).WithOne().HasForeignKey(l => l.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        invoice.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Invoices_Received", "\"Received\" >= 0");
            t.HasCheckConstraint("CK_Invoices_Refunded", "\"Refunded\" BETWEEN 0 AND \"Total\"");
        });
    }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.HasIndex(r => new { r.InvoiceId, r.DueOn, r.Stage }).IsUnique();   // a stage leaves once
        reminder.HasIndex(r => r.MailId);
        reminder.HasIndex(r => r.MailId, "IX_Reminders_Unnoted").HasFilter("\"LeftOn\" IS NULL");
        reminder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        reminder.HasOne(r => r.Mail).WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InvoiceLineConfiguration : IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<InvoiceLine> line)
    {
        line.HasIndex(l => new { l.InvoiceId, l.Position }).IsUnique();
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Subscription>().WithMany().HasForeignKey(l => l.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => l.ProductId).HasFilter("\"ProductId\" IS NOT NULL");
        line.HasIndex(l => l.SubscriptionId).HasFilter("\"SubscriptionId\" IS NOT NULL");
    }
}

internal sealed class InvoiceLogEntryConfiguration : IEntityTypeConfiguration<InvoiceLogEntry>
{
    public void Configure(EntityTypeBuilder<InvoiceLogEntry> entry)
    {
        entry.HasIndex(e => new { e.InvoiceId, e.Id });
        entry.HasOne<Invoice>().WithMany().HasForeignKey(e => e.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> series) => series.HasKey(s => new { s.Series, s.Year });
}

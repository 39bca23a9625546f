using MemberPortal.Billing.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>The one model of the portal. Each database has a one-line subclass with migrations of its own.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<int>, int>(options)
{
    public DbSet<Member> Members => Set<Member>();
    public DbSet<MemberWord> MemberWords => Set<MemberWord>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<ProductAssignment> ProductAssignments => Set<ProductAssignment>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    public DbSet<PaymentMethod> PaymentMethods => Set<PaymentMethod>();
    public DbSet<MethodNotice> MethodNotices => Set<MethodNotice>();
    public DbSet<MemberBalance> Balances => Set<MemberBalance>();

    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();
    public DbSet<InvoiceLogEntry> InvoiceLog => Set<InvoiceLogEntry>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<PaymentReversal> PaymentReversals => Set<PaymentReversal>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<ChargeAttempt> ChargeAttempts => Set<ChargeAttempt>();
    public DbSet<AttemptClaim> AttemptClaims => Set<AttemptClaim>();
    public DbSet<MethodSetup> MethodSetups => Set<MethodSetup>();
    public DbSet<RetiredMethod> RetiredMethods => Set<RetiredMethod>();
    public DbSet<PayLink> PayLinks => Set<PayLink>();
    public DbSet<ReceiptLink> ReceiptLinks => Set<ReceiptLink>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<OutgoingMail> Outbox => Set<OutgoingMail>();
    public DbSet<StripeEvent> StripeInbox => Set<StripeEvent>();

    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<FailedItem> FailedItems => Set<FailedItem>();
    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    public DbSet<ThrottledTry> ThrottledTries => Set<ThrottledTry>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<PortalMark> Marks => Set<PortalMark>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
    }
}

/// <summary>The model on SQLite, with its migrations in Migrations/Sqlite.</summary>
internal sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options);

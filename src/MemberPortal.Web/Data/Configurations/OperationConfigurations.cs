using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MemberPortal.Web.Data.Configurations;

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run) => run.HasIndex(r => new { r.Job, r.Id });
}

internal sealed class FailedItemConfiguration : IEntityTypeConfiguration<FailedItem>
{
    public void Configure(EntityTypeBuilder<FailedItem> item) =>
        item.HasIndex(i => new { i.Job, i.UseCase, i.Item }).IsUnique();   // one row an item, whoever finds it first
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting) => setting.HasKey(s => s.Key);
}

internal sealed class ProofRunConfiguration : IEntityTypeConfiguration<ProofRun>
{
    public void Configure(EntityTypeBuilder<ProofRun> run) =>
        run.HasMany(r => r.Differences).WithOne().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
}

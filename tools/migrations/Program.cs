using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;

// Writes the next migration: tools/migrations/add NAME
var (name, projectFolder) = (args[0], args[1]);

var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options;
await using var db = new SqlitePortalDbContext(options);

var services = new ServiceCollection();
services.AddEntityFrameworkDesignTimeServices();
services.AddDbContextDesignTimeServices(db);
new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);

await using var provider = services.BuildServiceProvider();
await using var scope = provider.CreateAsyncScope();
var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
var migration = scaffolder.ScaffoldMigration(name, "MemberPortal.Web", "Data.Migrations.Sqlite");
var files = scaffolder.Save(projectFolder, migration, Path.Combine(projectFolder, "Data", "Migrations", "Sqlite"), dryRun: false);

Console.WriteLine(files.MigrationFile);

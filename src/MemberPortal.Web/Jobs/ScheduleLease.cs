using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// On one SQLite file one process runs the schedule, the one that holds the file beside it; a second asks again at each
/// turn. The operating system lets go of the file when its holder dies, however it dies (5-quality.md, F43). It spares
/// work and guards nothing: once-only comes from the database.
/// </summary>
internal sealed class ScheduleLease(PortalFile database) : IDisposable
{
    private readonly Lock _asking = new();
    private FileStream? _held;

    public bool IsOurs()
    {
        lock (_asking)
        {
            try
            {
                _held ??= DatabaseFiles.OpenLock($"{database.Path}-schedule", FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process holds it.
            }

            return _held is not null;
        }
    }

    public void Dispose() => _held?.Dispose();
}

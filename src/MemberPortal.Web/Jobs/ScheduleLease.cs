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

    /// <exception cref="UnauthorizedAccessException">The file is another user's: nobody in this process runs the schedule.</exception>
    public bool IsOurs()
    {
        var path = $"{database.Path}-schedule";
        lock (_asking)
        {
            try
            {
                _held ??= DatabaseFiles.OpenLock(path, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process holds it.
            }

            return _held is not null;
        }
    }

    public void Dispose() => _held?.Dispose();
}

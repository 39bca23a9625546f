namespace MemberPortal.Web.Data;

/// <summary>
/// Whoever uses the database holds the file beside it, together with others; whoever replaces it holds it alone. The
/// operating system lets go when its holder dies, however it dies.
/// </summary>
internal sealed class DatabaseHold(PortalFile database) : IDisposable
{
    private FileStream? _held;

    private string Path => $"{database.Path}-open";

    /// <exception cref="StartRefusedException">The database is being replaced.</exception>
    public void Share() => _held ??= Open(FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
        ?? throw new StartRefusedException($"{database.Path} is being restored.", null);

    /// <exception cref="StartRefusedException">Somebody uses it.</exception>
    public void TakeAlone() => _held ??= Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
        ?? throw new StartRefusedException($"{database.Path} is in use. Stop the portal first.", null);

    public void Dispose() => _held?.Dispose();

    private FileStream? Open(FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(Path, mode, access, share);
        }
        catch (IOException) when (File.Exists(Path))
        {
            return null;
        }
    }
}

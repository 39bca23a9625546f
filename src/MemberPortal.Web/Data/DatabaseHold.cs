namespace MemberPortal.Web.Data;

/// <summary>
/// Whoever uses the database holds the file beside it, together with others; whoever replaces it holds it alone. The
/// operating system lets go when its holder dies, however it dies.
/// </summary>
internal sealed class DatabaseHold(PortalFile database) : IDisposable
{
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(100);
    private const int Asks = 300;

    private readonly string _path = $"{database.Path}-open";
    private FileStream? _held;

    /// <summary>
    /// One start after the other, and none while the database is replaced: waits half a minute for those before us. Held
    /// until the database is the one that is to be used, and is held.
    /// </summary>
    /// <exception cref="StartRefusedException">Somebody takes longer.</exception>
    public static async Task<IDisposable> TurnAsync(PortalFile database, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Asks; i++)
        {
            if (Open($"{database.Path}-start", FileAccess.ReadWrite, FileShare.None) is { } turn)
                return turn;

            await Task.Delay(BetweenAsks, cancellationToken);   // by the machine's time: it is another process that is waited for
        }

        throw new StartRefusedException($"{database.Path} is being started, upgraded or restored by another process.", null);
    }

    /// <exception cref="StartRefusedException">The database is being replaced.</exception>
    public void Share() => _held ??= Open(_path, FileAccess.Read, FileShare.Read)
        ?? throw new StartRefusedException($"{database.Path} is being upgraded or restored.", null);

    /// <exception cref="StartRefusedException">Somebody uses it.</exception>
    public void TakeAlone() => _held ??= Open(_path, FileAccess.ReadWrite, FileShare.None)
        ?? throw new StartRefusedException($"{database.Path} is in use. Stop the portal first.", null);

    public void Dispose() => _held?.Dispose();

    private static FileStream? Open(string path, FileAccess access, FileShare share)
    {
        try
        {
            return DatabaseFiles.OpenLock(path, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}

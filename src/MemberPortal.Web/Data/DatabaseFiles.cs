namespace MemberPortal.Web.Data;

/// <summary>What the portal keeps is read by nobody but its owner: it holds what members would show nobody.</summary>
internal static class DatabaseFiles
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes it where there is none; one that is there stays as whoever made it wished.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Owners | UnixFileMode.UserExecute);
    }

    /// <summary>How a copy of a database is made.</summary>
    public static FileStreamOptions New() => Options(FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Opens the file by which processes wait for each other; makes it where there is none.</summary>
    public static FileStream OpenLock(string path, FileAccess access, FileShare share) =>
        new(path, Options(FileMode.OpenOrCreate, access, share));

    /// <summary>Returns when the file is on disk.</summary>
    public static async Task FlushAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owners;

        return options;
    }
}

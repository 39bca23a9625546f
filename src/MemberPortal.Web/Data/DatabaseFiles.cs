namespace MemberPortal.Web.Data;

internal static class DatabaseFiles
{
    /// <summary>How a copy of a database is made: nobody but its owner reads what members would show nobody.</summary>
    public static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return options;
    }
}

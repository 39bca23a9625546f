using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>
/// Copies the database as it stands at one moment, while the portal goes on. The copy grows under another name and gets its
/// own when it is on disk and checked: a file of that name is a whole backup, whatever happened on the way.
/// </summary>
internal sealed class BackUpDatabase(PortalFile file, TimeProvider clock)
{
    /// <returns>Where the books in the copy do not hold; the copy is made all the same.</returns>
    /// <exception cref="StartRefusedException">There is nothing to copy, no place to copy to, or the database is damaged.</exception>
    public async Task<IReadOnlyList<Difference>> RunAsync(string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
            throw new StartRefusedException($"{file.Path} does not exist: there is nothing to back up.", null);
        if (File.Exists(target))
            throw new StartRefusedException($"{target} exists already.", null);

        using var hold = new DatabaseHold(file);
        hold.Share();
        var growing = $"{target}.{Guid.NewGuid():N}.part";
        IReadOnlyList<Difference> differences;
        try
        {
            await CopyAsync(growing, cancellationToken);
            differences = await ProveAsync(growing, cancellationToken);
            File.Move(growing, target, overwrite: false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && File.Exists(target))
        {
            throw new StartRefusedException($"{target} exists already.", failure);   // another backup was faster, and cleared ours away
        }
        catch (SqliteException failure)
        {
            throw new StartRefusedException($"{file.Path} could not be copied: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(growing);
        }

        ClearParts(target);
        return differences;
    }

    /// <summary>What was cut short before, and others at the same moment: none of it can have this name any more.</summary>
    private static void ClearParts(string target)
    {
        var path = Path.GetFullPath(target);
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.part"))
        {
            if (part == $"{path}.part" || (part.StartsWith($"{path}.", StringComparison.Ordinal) && Guid.TryParseExact(part[(path.Length + 1)..^".part".Length], "N", out _)))
                File.Delete(part);
        }
    }

    private async Task CopyAsync(string growing, CancellationToken cancellationToken)
    {
        await using (new FileStream(growing, DatabaseFiles.New()))
        {
        }

        await using (var db = DatabaseCheck.Open(file.Path))
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {growing}", cancellationToken);

        await DatabaseFiles.FlushAsync(growing);
    }

    private async Task<List<Difference>> ProveAsync(string copy, CancellationToken cancellationToken)
    {
        await DatabaseCheck.DemandAsync(copy, file.IsDemo, cancellationToken);
        await using var db = DatabaseCheck.Open(copy);
        return await db.DifferencesAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>The database could not take a write just now: locked, read-only, or full. Nothing was changed.</summary>
internal sealed class StorageUnavailableException(string message, Exception? cause) : Exception(message, cause)
{
    /// <summary>What <paramref name="failure"/> says about the storage, or null when it is about something else.</summary>
    public static StorageUnavailableException? From(Exception failure) => failure switch
    {
        StorageUnavailableException known => known,
        DbUpdateException { InnerException: DbException inner } => From(inner),
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            5 or 6 => new("The database is locked.", sqlite),
            8 => new("The database is read-only.", sqlite),
            10 => new("The database could not be read or written.", sqlite),
            13 => new("The disk is full.", sqlite),
            14 => new("The database file could not be opened.", sqlite),
            _ => null,
        },
        _ => null,
    };

    public static bool IsUniqueViolation(Exception failure) => failure switch
    {
        DbUpdateException { InnerException: SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } } => true,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        _ => false,
    };
}

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberPortal.Web.Data;

/// <summary>Instants are UTC: written only as such, and read back with their kind, which SQLite forgets.</summary>
internal sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
    instant => InUtc(instant),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    private static DateTime InUtc(DateTime instant) => instant.Kind == DateTimeKind.Utc
        ? instant
        : throw new ArgumentException($"{instant:O} is not in UTC.", nameof(instant));
}

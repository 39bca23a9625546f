namespace MemberPortal.Billing.Journal;

/// <summary>
/// What an entry is booked for. <paramref name="Key"/> is <c>kind:provider object:effect</c> and unique in the books
/// (see <see cref="KeyOf"/>); both instants are UTC; <paramref name="By"/> and <paramref name="What"/> are
/// identifiers, not words for people.
/// </summary>
public sealed record Occasion(string Key, DateTime HappenedAt, DateTime RecordedAt, string By, string What)
{
    /// <summary>"payment:pi_3Nx:received". Refuses an empty part, and a colon in the kind or the effect.</summary>
    public static string KeyOf(string kind, string about, string effect)
    {
        var key = $"{kind}:{about}:{effect}";

        return IsKey(key) && !(kind + effect).Contains(':', StringComparison.Ordinal)
            ? key
            : throw new ArgumentException($"'{key}' is no key of an entry: kind:provider object:effect.");
    }

    internal static bool IsKey(string? key) =>
        key?.Split(':') is { Length: >= 3 } parts && parts.All(part => !string.IsNullOrWhiteSpace(part));
}

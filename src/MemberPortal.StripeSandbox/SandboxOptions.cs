namespace MemberPortal.StripeSandbox;

/// <summary>Where the sandbox listens and what it keeps.</summary>
public sealed record SandboxOptions
{
    /// <summary>Scheme, host and port. Port 0 takes a free one, which <see cref="RunningSandbox.Address"/> then names.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>How long banks take: for a debit, for a refund that is pending or will fail, for a dispute.</summary>
    public TimeSpan BanksTake { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The file that keeps objects, events and idempotency results between starts; null keeps them in memory.</summary>
    public string? StoreFile { get; init; }

    /// <summary>How many events are kept at most, besides those still to be delivered: a demo left to itself must not fill the memory.</summary>
    public int MostEvents { get; init; } = 5000;

    /// <summary>Whom the payment page names as the receiver of the money; null leaves the name out.</summary>
    public string? BusinessName { get; init; }
}

using System.Diagnostics;

namespace MemberPortal.FailPoints;

/// <summary>When a fail point is reached.</summary>
public enum FailMoment
{
    /// <summary>A command is about to be given to the database.</summary>
    Executing,

    /// <summary>A transaction that gave such a command is about to be committed.</summary>
    Committing,

    /// <summary>It has been.</summary>
    Committed,

    /// <summary>A request is about to leave for the provider.</summary>
    Sending,

    /// <summary>The provider has answered, and nobody has read it.</summary>
    Answered,
}

/// <summary>A place at which the portal can be killed as by a power cut. The portal knows nothing of it.</summary>
/// <param name="Moment">When it is reached.</param>
/// <param name="Sign">What the command or the request contains; empty for a transaction that EF saw no command of: the inbox's prepared one.</param>
public sealed record FailPoint(FailMoment Moment, string Sign)
{
    private const string Attempt = "INSERT INTO \"ChargeAttempts\"";
    private const string Payment = "INSERT INTO \"Payments\"";
    private const string Setup = "INSERT INTO \"MethodSetups\"";
    private const string Method = "INSERT INTO \"PaymentMethods\"";
    private const string Mail = "INSERT INTO \"Outbox\"";
    private const string UpgradeLock = "\"__EFMigrationsLock\"";

    /// <summary>By name: along charging, setting up a method, the inbox, mailing, and bringing a database up to this version.</summary>
    public static IReadOnlyDictionary<string, FailPoint> All { get; } = new Dictionary<string, FailPoint>
    {
        ["attempt.unwritten"] = new(FailMoment.Executing, Attempt),
        ["attempt.uncommitted"] = new(FailMoment.Committing, Attempt),
        ["attempt.committed"] = new(FailMoment.Committed, Attempt),
        ["page.unsent"] = new(FailMoment.Sending, "POST /v1/checkout/sessions"),
        ["page.unread"] = new(FailMoment.Answered, "POST /v1/checkout/sessions"),
        ["page.unnoted"] = new(FailMoment.Committing, "UPDATE \"ChargeAttempts\""),
        ["page.noted"] = new(FailMoment.Committed, "UPDATE \"ChargeAttempts\""),
        ["charge.unsent"] = new(FailMoment.Sending, "POST /v1/payment_intents"),
        ["charge.unread"] = new(FailMoment.Answered, "POST /v1/payment_intents"),
        ["payment.unwritten"] = new(FailMoment.Executing, Payment),
        ["payment.uncommitted"] = new(FailMoment.Committing, Payment),
        ["payment.committed"] = new(FailMoment.Committed, Payment),
        ["setup.uncommitted"] = new(FailMoment.Committing, Setup),
        ["setup.committed"] = new(FailMoment.Committed, Setup),
        ["method.uncommitted"] = new(FailMoment.Committing, Method),
        ["method.committed"] = new(FailMoment.Committed, Method),
        ["detach.unsent"] = new(FailMoment.Sending, "/detach"),
        ["detach.unread"] = new(FailMoment.Answered, "/detach"),
        ["event.uncommitted"] = new(FailMoment.Committing, ""),
        ["event.committed"] = new(FailMoment.Committed, ""),
        ["event.unnoted"] = new(FailMoment.Executing, "UPDATE \"StripeInbox\""),
        ["mail.uncommitted"] = new(FailMoment.Committing, Mail),
        ["mail.queued"] = new(FailMoment.Committed, Mail),
        ["mail.claimed"] = new(FailMoment.Committed, "UPDATE \"Outbox\""),
        ["mail.unnoted"] = new(FailMoment.Executing, "UPDATE \"Outbox\""),
        ["upgrade.uncopied"] = new(FailMoment.Executing, "VACUUM INTO"),
        ["upgrade.locked"] = new(FailMoment.Executing, "INSERT OR IGNORE INTO " + UpgradeLock),
        ["upgrade.half"] = new(FailMoment.Executing, "INSERT INTO \"__EFMigrationsHistory\""),
        ["upgrade.migrated"] = new(FailMoment.Executing, "DELETE FROM " + UpgradeLock),
        ["upgrade.unguarded"] = new(FailMoment.Executing, "CREATE TRIGGER"),
        ["upgrade.unmarked"] = new(FailMoment.Executing, "INSERT INTO \"Marks\""),
    };

    /// <summary>Whether it is reached.</summary>
    public bool Is(FailMoment moment, string what)
    {
        ArgumentNullException.ThrowIfNull(what);
        return moment == Moment && (Sign.Length == 0 ? what.Length == 0 : what.Contains(Sign, StringComparison.Ordinal));
    }
}

/// <summary>The fail point of this process, of the environment's <c>FAILPOINT=name:n</c>: it dies when it comes there the n-th time.</summary>
internal sealed class ArmedFailPoint(FailPoint point, int times)
{
    private int _left = times;

    public static ArmedFailPoint? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("FAILPOINT") is not { Length: > 0 } wish)
            return null;

        var parts = wish.Split(':');
        return new(FailPoint.All[parts[0]], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
    }

    public void Reach(FailMoment moment, string what)
    {
        if (!point.Is(moment, what) || Interlocked.Decrement(ref _left) != 0)
            return;

        Process.GetCurrentProcess().Kill();
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }
}

namespace MemberPortal.Web.Data;

/// <summary>How a mail stands, by its facts.</summary>
internal enum MailState
{
    Waiting,
    Sent,
    Failed,

    /// <summary>What it said no longer held when it was about to leave, so it did not.</summary>
    Withdrawn,
}

/// <summary>A mail to send, written in the transaction of what it tells (3-money.md, "Mail is part of the transaction").</summary>
internal sealed class OutgoingMail
{
    public int Id { get; init; }

    /// <summary>The occasion: "receipt:stripe:pi_3Nx". Unique, and the Message-ID is derived from it.</summary>
    public required string Key { get; init; }

    public int? MemberId { get; init; }
    public required string ToName { get; set; }
    public required string ToAddress { get; set; }
    public required string Language { get; set; }
    public required string Subject { get; set; }
    public required string Text { get; set; }
    public required string Html { get; set; }

    /// <summary>Text and Html hold a link that lets its reader in; they are emptied once the mail has left the portal.</summary>
    public bool CarriesSecret { get; init; }

    /// <summary>
    /// "kind:reference": whoever is registered for the kind says, just before it leaves, whether it still holds. Null: it
    /// tells what has happened.
    /// </summary>
    public string? Recheck { get; set; }

    /// <summary>The mail that an administrator had sent a second time as this one.</summary>
    public int? RepeatOf { get; init; }

    public required DateTime QueuedAt { get; init; }

    /// <summary>When an administrator put it back to wait after it had failed.</summary>
    public DateTime? PutBackAt { get; set; }

    /// <summary>Not before this instant: the quiet hours, or the pause after a failed try.</summary>
    public required DateTime NextTryAt { get; set; }

    public int Tries { get; set; }

    /// <summary>While this lies ahead, one node is sending it.</summary>
    public DateTime? ClaimedUntil { get; set; }

    public DateTime? SentAt { get; set; }
    public DateTime? FailedAt { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? LastError { get; set; }
}

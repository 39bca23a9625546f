namespace MemberPortal.Web.Mail;

/// <summary>What a mail says, before it is laid out: words in the recipient's language, escaped by the layout.</summary>
internal sealed record Letter
{
    /// <summary>The occasion, unique: "receipt:stripe:pi_3Nx".</summary>
    public required string Key { get; init; }

    public required Recipient To { get; init; }
    public required string Subject { get; init; }

    /// <summary>What it is about, small above the heading.</summary>
    public string? Over { get; init; }

    /// <summary>The largest line: usually the amount or the fact.</summary>
    public required string Heading { get; init; }

    /// <summary>When, small below the heading.</summary>
    public string? Under { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The one thing to do.</summary>
    public LetterButton? Button { get; init; }

    /// <summary>Pairs of name and value, as on a form.</summary>
    public IReadOnlyList<LetterDetail> Details { get; init; } = [];

    /// <summary>Why the reader gets it, where that is neither a membership nor an account.</summary>
    public string? Why { get; init; }

    /// <summary>A person waits for it: it goes out in the quiet hours too.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>As <see cref="Data.OutgoingMail.Recheck"/>.</summary>
    public string? Recheck { get; init; }

    /// <summary>Holds a link that lets its reader in: what it says is forgotten once it has left.</summary>
    public bool CarriesSecret { get; init; }
}

internal sealed record LetterButton(string Label, Uri Address);

/// <param name="Name">What it is.</param>
/// <param name="Value">How much, or which.</param>
/// <param name="Address">Where a tap on the name leads, if anywhere.</param>
internal sealed record LetterDetail(string Name, string Value, Uri? Address = null);

/// <summary>Whom a mail goes to; the language is the one it is worded in.</summary>
internal sealed record Recipient(int? MemberId, string Name, string Address, string Language);

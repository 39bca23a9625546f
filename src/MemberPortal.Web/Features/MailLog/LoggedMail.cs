using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>A mail in the list: to whom, what, and how it stands.</summary>
internal sealed record LoggedMail
{
    public required int Id { get; init; }
    public required string ToName { get; init; }
    public required string ToAddress { get; init; }
    public required string Language { get; init; }
    public required string Subject { get; init; }
    public required DateTime QueuedAt { get; init; }
    public required MailState State { get; init; }
}

namespace MemberPortal.StripeSandbox.Control;

/// <param name="Event">The id of the event to send once more.</param>
internal sealed record Redelivery(string Event);

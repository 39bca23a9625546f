namespace MemberPortal.StripeSandbox.Control;

internal sealed record WebhookMode(DeliveryMode Mode);

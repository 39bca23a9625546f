namespace MemberPortal.StripeSandbox.Control;

/// <param name="Seconds">How far the clock is set forward.</param>
internal sealed record PassedTime(int Seconds);

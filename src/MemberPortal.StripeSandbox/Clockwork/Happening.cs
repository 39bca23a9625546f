namespace MemberPortal.StripeSandbox.Clockwork;

/// <summary>What comes of something earlier once its time has come.</summary>
internal enum Happening
{
    DebitSettles,
    ChargeIsDisputed,
    RefundSucceeds,
    RefundFails,
    RefundIsFunded,
    PayoutIsSent,
    PayoutArrives,
}

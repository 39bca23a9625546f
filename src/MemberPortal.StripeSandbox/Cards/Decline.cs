namespace MemberPortal.StripeSandbox.Cards;

/// <summary>Why a bank says no, as the API reports it (6-stripe.md, 14 and 18).</summary>
/// <param name="Code">The error's code.</param>
/// <param name="DeclineCode">The bank's reason; repeats the code where that says it all, and is null where the code is not of a bank.</param>
/// <param name="AdviceCode">confirm_card_data, do_not_try_again or try_again_later.</param>
/// <param name="NetworkCode">What the card network said.</param>
/// <param name="Message">The API's own words.</param>
internal sealed record Decline(string Code, string? DeclineCode, string AdviceCode, string? NetworkCode, string Message)
{
    private const string Declined = "Your card was declined.";

    public static readonly Decline Generic = new("card_declined", "generic_decline", "try_again_later", "01", Declined);
    public static readonly Decline InsufficientFunds = new("card_declined", "insufficient_funds", "try_again_later", "51", "Your card has insufficient funds.");
    public static readonly Decline LostCard = new("card_declined", "lost_card", "do_not_try_again", "41", Declined);
    public static readonly Decline StolenCard = new("card_declined", "stolen_card", "do_not_try_again", "43", Declined);
    public static readonly Decline ExpiredCard = new("expired_card", "expired_card", "do_not_try_again", "54", "Your card has expired.");
    public static readonly Decline IncorrectCvc = new("incorrect_cvc", "incorrect_cvc", "confirm_card_data", "N7", "Your card's security code is incorrect.");
    public static readonly Decline ProcessingError = new("processing_error", "processing_error", "try_again_later", "96", "An error occurred while processing your card. Try again in a little bit.");
    public static readonly Decline VelocityExceeded = new("card_declined", "card_velocity_exceeded", "try_again_later", "65", "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.");
    public static readonly Decline Fraudulent = new("card_declined", "fraudulent", "do_not_try_again", null, Declined);

    /// <summary>The bank wants the person there, and the charge was made without them.</summary>
    public static readonly Decline AuthenticationRequired = new("authentication_required", "authentication_required", "try_again_later", "1A", "Your card was declined. This transaction requires authentication.");

    private static readonly Decline[] Worded =
    [
        Generic, InsufficientFunds, LostCard, StolenCard, ExpiredCard, IncorrectCvc, ProcessingError, VelocityExceeded, Fraudulent, AuthenticationRequired,
    ];

    /// <summary>The no with that reason; null for a word that <see cref="DeclineReasons"/> does not have.</summary>
    public static Decline? For(string reason) =>
        Worded.FirstOrDefault(decline => decline.DeclineCode == reason)
        ?? (DeclineReasons.AdviceOn(reason) is { } advice ? new Decline(CodeOf(reason), ReasonOf(reason), advice, null, Declined) : null);

    private static string CodeOf(string reason) =>
        DeclineReasons.AreCodesToo.Contains(reason) || DeclineReasons.AreCodesOnly.Contains(reason) ? reason : "card_declined";

    private static string? ReasonOf(string reason) => DeclineReasons.AreCodesOnly.Contains(reason) ? null : reason;
}

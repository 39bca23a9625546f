namespace MemberPortal.Web.Stripe;

/// <summary>Why a try was refused: the provider's decline code, else its code. Its wording is never kept.</summary>
/// <param name="Code">As in tests/vectors/decline-codes.csv.</param>
/// <param name="Advice">confirm_card_data, do_not_try_again, try_again_later, or nothing.</param>
internal sealed record Decline(string Code, string? Advice);

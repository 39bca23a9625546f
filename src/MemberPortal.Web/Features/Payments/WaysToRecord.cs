namespace MemberPortal.Web.Features.Payments;

/// <summary>The three taps that lead to recording money of a member.</summary>
/// <param name="MemberNumber">Whose.</param>
/// <param name="InvoiceId">Which invoice it is for; null: that is asked.</param>
internal sealed record WaysToRecord(int MemberNumber, int? InvoiceId);

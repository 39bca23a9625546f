using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Claims;

/// <summary>The form of an invoice being written, wherever it stands.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Products">What a line can be of.</param>
/// <param name="Action">Where it posts to; its lines are added under "/line" below that.</param>
internal sealed record DraftFormView(DraftForm Form, IReadOnlyList<Product> Products, string Action);

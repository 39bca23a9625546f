namespace MemberPortal.Web.Features.Profile;

/// <summary>What the organisation knows of whoever is signed in; the last two are null for staff who are no members.</summary>
internal sealed record ProfileFacts(string Name, string Email, int? MemberNumber, DateOnly? JoinedOn);

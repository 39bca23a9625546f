namespace MemberPortal.Browser.Tests.Support;

/// <summary>A member with a password and one invoice of 1,200.00 kr to pay.</summary>
internal sealed record Person(string Name, string Email, string Language, string Invoice);

using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.PaymentMethods;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>A payment method as a person typed it into the hosted page.</summary>
internal interface IMethodForm
{
    /// <summary>What is wrong, by field: the key of the text that says it. Empty when the method can be tried.</summary>
    IReadOnlyDictionary<string, string> Mistakes(bool asksEmail, DateTimeOffset now);

    /// <param name="methods">Where the method is kept; inside the store.</param>
    /// <param name="knownEmail">The address that was not asked for because it is known.</param>
    JsonObject Make(MethodBook methods, string? knownEmail);
}

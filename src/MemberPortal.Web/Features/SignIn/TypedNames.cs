using System.Text;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Names and addresses of accounts as they are compared: the framework's own way throws for some that are typed.</summary>
internal sealed class TypedNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : NormalForm.Of(name, NormalizationForm.FormC).ToUpperInvariant();

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}

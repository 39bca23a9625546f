using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace MemberPortal.Web.Features.Shared;

internal static class FormMarks
{
    /// <summary>For aria-invalid: "true" where the field was refused, else no attribute.</summary>
    public static string? Invalid(this IHtmlHelper html, string field) =>
        html.ViewData.ModelState.GetFieldValidationState(field) == ModelValidationState.Invalid ? "true" : null;
}

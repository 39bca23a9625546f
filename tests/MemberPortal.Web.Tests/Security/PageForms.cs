using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Security;

/// <summary>The portal's pages, the handlers that listen there, and all that each of them takes in: found, not written down.</summary>
internal static class PageForms
{
    public static async Task<IReadOnlyList<CompiledPageActionDescriptor>> PagesAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var pages = services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>();
        return await Task.WhenAll(pages.Select(page => loader.LoadAsync(page, EndpointMetadataCollection.Empty)));
    }

    /// <summary>"/Runs/Index Retry"; the name of the handler is left out where it has none.</summary>
    public static IEnumerable<string> PostHandlers(CompiledPageActionDescriptor page) =>
        page.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod)).Select(handler => $"{page.ViewEnginePath} {handler.Name}".TrimEnd());

    /// <summary>Each field that a form or an address can fill, with where it may come from.</summary>
    public static IEnumerable<PageInput> Inputs(CompiledPageActionDescriptor page) =>
        from input in page.BoundProperties.Concat(page.HandlerMethods.SelectMany(handler => handler.Parameters))
        where input.ParameterType != typeof(CancellationToken)
        from field in Fields(input.ParameterType, input.BindingInfo?.BinderModelName ?? input.Name)
        select new PageInput(page.ViewEnginePath, field, input.BindingInfo?.BindingSource == BindingSource.Path);

    private static IEnumerable<string> Fields(Type type, string name)
    {
        if (ItemOf(type) is { } item)
            return Fields(item, $"{name}[0]");

        return type.Assembly == typeof(Program).Assembly && !type.IsEnum
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(field => field.CanWrite).SelectMany(field => Fields(field.PropertyType, $"{name}.{field.Name}"))
            : [name];
    }

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GenericTypeArguments[0] : null;
}

/// <summary>A field of a page. The first of a list stands for all of them.</summary>
internal sealed record PageInput(string Page, string Name, bool IsOfAddress)
{
    public override string ToString() => $"{Page} {Name}";
}

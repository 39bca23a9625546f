namespace MemberPortal.Web.Features.Demo;

/// <summary>The words of the demo are data, in files beside this one: rows of fields parted by semicolons.</summary>
internal static class DemoFile
{
    public static IReadOnlyList<string[]> Rows(string name)
    {
        using var file = typeof(DemoFile).Assembly.GetManifestResourceStream($"{typeof(DemoFile).Namespace}.{name}")!;
        using var reader = new StreamReader(file);

        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(';'))];
    }
}

namespace MemberPortal.Web.Hosting;

/// <summary>
/// What the web framework says below Warning may hold an address, which may let one in, or a password that was typed. No
/// setting makes it say that, whichever level an operator asks for (7-style.md, Habits 7).
/// </summary>
internal static class DiscreetLogs
{
    private const string Framework = "Microsoft.AspNetCore.";

    /// <summary>The address is in the scope that it lays around all that a request logs, whoever logs it.</summary>
    private const string LaysScope = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddDiscreetLogs(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        // The first holds where no other does.
        LoggerFilterRule[] rules = [new(providerName: null, categoryName: null, options.MinLevel, filter: null), .. options.Rules];
        options.Rules.Clear();
        foreach (var rule in rules)
            options.Rules.Add(Discreet(rule));
    });

    private static LoggerFilterRule Discreet(LoggerFilterRule rule) => new(
        rule.ProviderName,
        rule.CategoryName,
        rule.LogLevel,
        (provider, category, level) => !Tells(category, level) && (rule.Filter?.Invoke(provider, category, level) ?? true));

    private static bool Tells(string? category, LogLevel level) =>
        category == LaysScope || (level < LogLevel.Warning && category?.StartsWith(Framework, StringComparison.Ordinal) == true);
}

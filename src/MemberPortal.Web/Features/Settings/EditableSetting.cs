using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MemberPortal.Web.Features.Settings;

/// <summary>A number of the settings that an administrator may change. Its range is the annotation of its option.</summary>
internal sealed record EditableSetting
{
    private EditableSetting()
    {
    }

    public required string Section { get; init; }
    public required PropertyInfo Option { get; init; }

    public Type Options => Option.DeclaringType!;
    public string Key => $"{Section}:{Option.Name}";

    /// <summary>Of its field in the form.</summary>
    public string Field => $"{Section}.{Option.Name}";

    public int Least => (int)Range.Minimum;
    public int Most => (int)Range.Maximum;

    private RangeAttribute Range => Option.GetCustomAttribute<RangeAttribute>()
        ?? throw new InvalidOperationException($"{Key} has no range.");

    public static EditableSetting Of<TOptions>(string section, string option) =>
        new() { Section = section, Option = typeof(TOptions).GetProperty(option) ?? throw new ArgumentException($"{section} has no {option}.", nameof(option)) };

    /// <summary>The number in force: what is set, else what the option is by itself.</summary>
    public int In(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get(Options) ?? Activator.CreateInstance(Options);
        return (int)Option.GetValue(options)!;
    }

    /// <returns>Null for what is no whole number of its range.</returns>
    public int? Read(string? typed) =>
        int.TryParse(typed, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number >= Least && number <= Most
            ? number
            : null;
}

using System.Globalization;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>A button of the overview, or the same as JSON.</summary>
/// <param name="Action">One of those <see cref="SandboxActions"/> knows.</param>
internal sealed record WantedAction(string Action)
{
    /// <summary>What it happens to; of a fault, its kind or status.</summary>
    public string Id { get; init; } = "";

    /// <summary>Why a debit bounces, a refund or a payout fails.</summary>
    public string? Code { get; init; }

    public long? ExpMonth { get; init; }
    public long? ExpYear { get; init; }
    public string? Last4 { get; init; }

    public static WantedAction Read(IFormCollection form) => new(form["action"].ToString())
    {
        Id = form["id"].ToString(),
        Code = Filled(form, "code"),
        ExpMonth = Number(form, "exp_month"),
        ExpYear = Number(form, "exp_year"),
        Last4 = Filled(form, "last4"),
    };

    private static string? Filled(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static long? Number(IFormCollection form, string name) => Filled(form, name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new ArgumentException($"{name} is a number, not {text}"),
    };
}

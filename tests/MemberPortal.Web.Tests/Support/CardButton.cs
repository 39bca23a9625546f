using System.Text.RegularExpressions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Support;

/// <summary>The button that charges the card on file: what its form sends with the tap.</summary>
internal static partial class CardButton
{
    /// <summary>As the page shows it: the sum and the card that the button names.</summary>
    public static (string Name, string Value)[] On(string page) =>
    [
        ("way", nameof(AttemptWay.SavedMethod)),
        ("shown", Shown().Match(page).Groups[1].Value),
        ("method", Method().Match(page).Groups[1].Value),
    ];

    [GeneratedRegex("name=\"shown\" value=\"([0-9]+)\"")]
    private static partial Regex Shown();

    [GeneratedRegex("name=\"method\" value=\"([0-9]+)\"")]
    private static partial Regex Method();
}

using System.Globalization;

namespace MemberPortal.Web.Tests.Support;

/// <summary>What a test does a little of in <c>./test.sh</c> and much of when an environment variable says so.</summary>
internal static class LongForm
{
    public static int Of(string variable, int shortForm) => Said(variable) ?? shortForm;

    /// <returns>Null when nobody said anything.</returns>
    public static int? Said(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}

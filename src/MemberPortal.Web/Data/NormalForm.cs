using System.Text;

namespace MemberPortal.Web.Data;

internal static class NormalForm
{
    /// <summary>
    /// Text in one of Unicode's normal forms, whatever was typed. <see cref="string.Normalize(NormalizationForm)"/> throws
    /// for what is no character, U+FFFE and half a surrogate pair: each is a U+FFFD here.
    /// </summary>
    public static string Of(string text, NormalizationForm form)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));   // which leaves no half of a pair
        return whole.Replace('\uFFFE', '\uFFFD').Normalize(form);
    }
}

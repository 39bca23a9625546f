namespace MemberPortal.Web.Mail;

/// <summary>
/// The organisation's colour for mails, which cannot read css/portal.css: the same hues there, as clients take them.
/// </summary>
/// <param name="Light">The button and links by day; white stands on it.</param>
/// <param name="Dark">The same by night.</param>
/// <param name="OnDark">What stands on <paramref name="Dark"/>.</param>
internal sealed record MailAccent(string Light, string Dark, string OnDark)
{
    /// <summary>For a hue in steps of 30, as the settings allow it.</summary>
    public static MailAccent Of(int hue) => hue switch
    {
        0 => new("#8b3655", "#faa9c1", "#240e15"),
        30 => new("#8f382d", "#feac9e", "#250e0b"),
        60 => new("#874400", "#f4b581", "#231103"),
        90 => new("#725300", "#ddc276", "#1d1500"),
        120 => new("#506100", "#bbce83", "#141903"),
        150 => new("#0f6a31", "#95d7a2", "#071b0c"),
        180 => new("#006c5b", "#74dac6", "#001c17"),
        210 => new("#00687d", "#6dd6e8", "#001b20"),
        240 => new("#005e93", "#86cdff", "#031826"),
        270 => new("#3e529a", "#abc1ff", "#0f1528"),
        300 => new("#634590", "#ceb6fc", "#191125"),
        330 => new("#7c3c77", "#e9ade3", "#200f1f"),
        _ => throw new ArgumentOutOfRangeException(nameof(hue), hue, "A hue is 0 to 330 in steps of 30."),
    };
}

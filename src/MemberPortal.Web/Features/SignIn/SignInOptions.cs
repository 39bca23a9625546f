using System.ComponentModel.DataAnnotations;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Section "SignIn" of the settings: how often one may try, and how long things last.</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Failed tries for one account within <see cref="TryMinutes"/>; names nobody has are counted alike.</summary>
    [Range(1, 1000)]
    public int TriesPerAccount { get; init; } = 5;

    /// <summary>Failed tries from one network address within <see cref="TryMinutes"/>; a clubhouse is one address.</summary>
    [Range(1, 100_000)]
    public int TriesPerAddress { get; init; } = 100;

    [Range(1, 1440)]
    public int TryMinutes { get; init; } = 15;

    /// <summary>Mails with a link to one mail address in an hour.</summary>
    [Range(1, 100)]
    public int MailsPerHour { get; init; } = 3;

    [Range(1, 60)]
    public int ResetLinkMinutes { get; init; } = 10;

    [Range(1, 30)]
    public int InvitationDays { get; init; } = 7;

    /// <summary>A member is signed out after so many days at most…</summary>
    [Range(1, 365)]
    public int MemberSessionDays { get; init; } = 30;

    /// <summary>…and after so many without a visit.</summary>
    [Range(1, 365)]
    public int MemberIdleDays { get; init; } = 14;

    /// <summary>Sellers and administrators are signed out after so many hours at most…</summary>
    [Range(1, 24)]
    public int StaffSessionHours { get; init; } = 12;

    /// <summary>…and after so many minutes without a visit.</summary>
    [Range(5, 720)]
    public int StaffIdleMinutes { get; init; } = 120;

    /// <summary>Sign-ins that may wait for a processor before the next visitor is asked to come back.</summary>
    [Range(0, 1000)]
    public int WaitingSignIns { get; init; } = 32;

    public TimeSpan TryWindow => TimeSpan.FromMinutes(TryMinutes);

    public TimeSpan LongestSession(bool isStaff) =>
        isStaff ? TimeSpan.FromHours(StaffSessionHours) : TimeSpan.FromDays(MemberSessionDays);

    public TimeSpan LongestPause(bool isStaff) =>
        isStaff ? TimeSpan.FromMinutes(StaffIdleMinutes) : TimeSpan.FromDays(MemberIdleDays);
}

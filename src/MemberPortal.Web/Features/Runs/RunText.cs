using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Runs;

/// <summary>Jobs and their failures in words.</summary>
internal static class RunText
{
    /// <summary>"every 5 s", "every 1 h from 9 to 18", "each day at 08:30".</summary>
    public static string When(this IStringLocalizer<Texts> texts, ScheduledJob job)
    {
        if (job.At is { } at)
            return texts["Runs.Daily", at.ToString("t", Language.Current.Culture)];

        var interval = job.LooksEvery;
        var every = interval < TimeSpan.FromMinutes(1) ? texts["Runs.EverySeconds", interval.TotalSeconds]
            : interval < TimeSpan.FromHours(1) ? texts["Runs.EveryMinutes", interval.TotalMinutes]
            : texts["Runs.EveryHours", interval.TotalHours];
        return job.Hours is { } hours ? texts["Runs.Between", every, hours.From, hours.Until] : every;
    }

    /// <summary>"0.25 s".</summary>
    public static string Took(this IStringLocalizer<Texts> texts, TimeSpan time) =>
        texts["Runs.Seconds", time.TotalSeconds.ToString(time < TimeSpan.FromSeconds(10) ? "0.##" : "0", CultureInfo.CurrentCulture)];

    /// <summary>Why something failed: the types that say something to an administrator in words, the others by name.</summary>
    public static string WhyFailed(this IStringLocalizer<Texts> texts, string type) => type switch
    {
        nameof(StripeUnavailable) or nameof(HttpRequestException) => texts["Runs.Why.ProviderAway"],
        nameof(StripeRefused) => texts["Runs.Why.ProviderRefused"],
        nameof(StorageUnavailableException) => texts["Runs.Why.Storage"],
        _ => texts["Runs.Why.Ours", type],
    };
}

using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MemberPortal.Web.Stripe;

/// <summary>
/// Tries a call as the official client does (6-stripe.md, section 5), and stops trying for a while when the provider
/// is dead, so that pages answer at once. One for the whole portal: what one call finds out, all know.
/// </summary>
internal sealed class StripeTries
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline<StripeAnswer> _pipeline;

    public StripeTries(TimeProvider clock, StripePatience patience) =>
        _pipeline = new ResiliencePipelineBuilder<StripeAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<StripeAnswer>
            {
                MaxRetryAttempts = 2,
                ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherTry(args.Outcome)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(WaitAfter(args.AttemptNumber)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<StripeAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = args => ValueTask.FromResult(IsSignOfDeath(args.Outcome)),
            })
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(patience.PerTry) })
            .Build();

    /// <summary>Throws what the last try threw, or Polly's own when time is up or the circuit is open.</summary>
    public ValueTask<StripeAnswer> RunAsync(
        Func<CancellationToken, ValueTask<StripeAnswer>> call, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(call, cancellationToken);

    private static bool IsWorthAnotherTry(Outcome<StripeAnswer> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.ShouldRetry: { } said } => said,
        { Result.Status: HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    /// <summary>An old failure repeated for its key proves that the provider lives.</summary>
    private static bool IsSignOfDeath(Outcome<StripeAnswer> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { Status: >= HttpStatusCode.InternalServerError, IsReplay: false } } => true,
        _ => false,
    };

    /// <summary>Half a second, then doubled, less up to a quarter: callers shall not come back in step.</summary>
    private static TimeSpan WaitAfter(int earlierTries)
    {
        var full = TimeSpan.FromSeconds(0.5) * Math.Pow(2, earlierTries);
        return (full < LongestWait ? full : LongestWait) * (0.75 + (0.25 * Random.Shared.NextDouble()));
    }
}

using System.Net;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>What is tried again, how often, and after which wait (6-stripe.md, section 5).</summary>
[Trait("Fault", "F25")]
public sealed class StripeTriesTests : StripeAtTheWire
{
    [Theory]
    [InlineData(409, null, true)]
    [InlineData(500, null, true)]
    [InlineData(502, null, true)]
    [InlineData(503, null, true)]
    [InlineData(504, null, true)]
    [InlineData(429, null, false)]
    [InlineData(400, null, false)]
    [InlineData(402, null, false)]
    [InlineData(424, null, false)]
    [InlineData(429, "true", true)]
    [InlineData(400, "true", true)]
    [InlineData(500, "false", false)]
    [InlineData(409, "false", false)]
    [InlineData(500, "perhaps", true)]
    public async Task The_providers_word_decides_about_another_try_then_the_status(int status, string? shouldRetry, bool again)
    {
        (string, string)[] headers = shouldRetry is null ? [] : [("Stripe-Should-Retry", shouldRetry)];
        Fake.Answers((HttpStatusCode)status, Answers.Failed, headers).Answers(Answers.Checkout());

        var call = CreateAsync();
        if (again)
        {
            await PassTheWaitAsync();
            Assert.Equal("cs_1", (await call).Id);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => call);
        }

        Assert.Equal(again ? 2 : 1, Fake.Waiting);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        Fake.HangsUp().HangsUp().Answers(Answers.Checkout());

        var call = CreateAsync();
        await PassTheWaitAsync();
        await PassTheWaitAsync();

        Assert.Equal("cs_1", (await call).Id);
    }

    [Fact]
    public async Task Three_tries_are_made_with_the_same_key_and_fields_and_growing_waits()
    {
        for (var i = 0; i < 4; i++)
            Fake.Answers(HttpStatusCode.BadGateway, Answers.BadGateway);

        var call = CreateAsync();
        var first = await PassTheWaitAsync();
        var second = await PassTheWaitAsync();
        await Assert.ThrowsAsync<StripeUnavailable>(() => call);

        Assert.InRange(first, TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.5));
        Assert.InRange(second, TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
        Assert.Equal(3, Fake.Waiting);
        var asked = new[] { await Fake.NextAsync(), await Fake.NextAsync(), await Fake.NextAsync() };
        Assert.All(asked, request => Assert.Equal("key-7", request.Headers["Idempotency-Key"]));
        Assert.Single(asked.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task No_try_is_made_before_the_wait_is_over()
    {
        Fake.Answers(HttpStatusCode.BadGateway, Answers.BadGateway).Answers(Answers.Checkout());

        var call = CreateAsync();
        var wait = await Clock.WaitedOnAsync(TimeSpan.FromSeconds(5));
        Clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.Equal(1, Fake.Waiting);
        Assert.False(call.IsCompleted);

        Clock.Advance(TimeSpan.FromTicks(1));
        await call;
        Assert.Equal(2, Fake.Waiting);
    }

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 80)]
    public async Task A_try_has_20_seconds_in_pages_and_80_in_jobs(bool inAPage, int seconds)
    {
        Fake.KeepsSilent().StopsHalfway().KeepsSilent();
        if (inAPage)
            OpenAPage();

        var call = CreateAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Fake.NextAsync();
            Assert.Equal(TimeSpan.FromSeconds(seconds), await Clock.WaitedOnAsync(TimeSpan.FromSeconds(seconds)));
            Clock.Advance(TimeSpan.FromSeconds(seconds));
            if (attempt < 3)
                await PassTheWaitAsync();
        }

        await Assert.ThrowsAsync<StripeUnavailable>(() => call);
    }

    [Fact]
    public async Task A_dead_provider_is_left_alone_for_a_while_and_then_tried_again()
    {
        for (var i = 0; i < 6; i++)
            Fake.Answers(HttpStatusCode.ServiceUnavailable, Answers.Failed);

        await FailAsync(waits: 2);
        await FailAsync(waits: 2);   // the fifth failure is one too many: its third try is not made
        Assert.Equal(5, Fake.Waiting);

        await Assert.ThrowsAsync<StripeUnavailable>(CreateAsync);
        Assert.Equal(5, Fake.Waiting);

        Clock.Advance(TimeSpan.FromSeconds(15));
        await FailAsync(waits: 1);   // one request goes through to see, and finds it dead
        Assert.Equal(6, Fake.Waiting);

        Clock.Advance(TimeSpan.FromSeconds(15));
        Fake.Answers(Answers.Checkout()).Answers(Answers.Checkout());
        await CreateAsync();
        await CreateAsync();
        Assert.Equal(8, Fake.Waiting);
    }

    [Fact]
    public async Task Refusals_and_replayed_failures_do_not_make_it_dead()
    {
        for (var i = 0; i < 8; i++)
        {
            Fake.Answers(HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request_error"}}""");
            await Assert.ThrowsAsync<StripeRefused>(CreateAsync);
        }

        for (var i = 0; i < 9; i++)
            Fake.Answers(HttpStatusCode.InternalServerError, Answers.Failed, ("Idempotent-Replayed", "true"));
        for (var i = 0; i < 3; i++)
            await FailAsync(waits: 2);

        Fake.Answers(Answers.Checkout());
        await CreateAsync();
    }

    private async Task FailAsync(int waits)
    {
        var call = CreateAsync();
        for (var i = 0; i < waits; i++)
            await PassTheWaitAsync();

        await Assert.ThrowsAsync<StripeUnavailable>(() => call);
    }

    private Task<Checkout> CreateAsync() => Stripe.CreateCheckoutAsync(NewCheckout, "key-7", default);
}

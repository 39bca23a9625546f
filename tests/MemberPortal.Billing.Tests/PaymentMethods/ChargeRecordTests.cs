using MemberPortal.Billing.PaymentMethods;

namespace MemberPortal.Billing.Tests.PaymentMethods;

/// <summary>What a method remembers after one charge more (2-statuses.md, Payment method).</summary>
public sealed class ChargeRecordTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory]
    //          before: result, decline, advice, noes, counted on day     the decline               after: the same
    [InlineData("None", null, null, 0, null, "generic_decline", null, "Declined", "generic_decline", null, 1, 0)]
    [InlineData("Succeeded", null, null, 0, null, "do_not_honor", "try_again_later", "Declined", "do_not_honor", "try_again_later", 1, 0)]
    [InlineData("Declined", "do_not_honor", null, 1, 0, "do_not_honor", null, "Declined", "do_not_honor", null, 1, 0)]           // several in one night count once
    [InlineData("Declined", "do_not_honor", null, 1, -1, "generic_decline", null, "Declined", "generic_decline", null, 2, 0)]
    [InlineData("Declined", "do_not_honor", null, 2, -3, "a code of next year", null, "Declined", "a code of next year", null, 3, 0)]
    [InlineData("Declined", "do_not_honor", null, 2, -1, null, null, "Declined", null, null, 3, 0)]                              // no code at all is a plain no
    [InlineData("Declined", "do_not_honor", null, 2, -1, "processing_error", null, "Declined", "do_not_honor", null, 2, -1)]    // a passing fault neither counts nor breaks
    [InlineData("Declined", "do_not_honor", null, 2, -1, "authentication_required", "try_again_later", "Declined", "do_not_honor", null, 2, -1)]
    [InlineData("Succeeded", null, null, 0, null, "issuer_not_available", null, "Succeeded", null, null, 0, null)]
    [InlineData("Succeeded", null, null, 0, null, "processing_error", "do_not_try_again", "Declined", "processing_error", "do_not_try_again", 0, null)]
    [InlineData("Declined", "do_not_honor", null, 2, -1, "insufficient_funds", null, "Declined", "insufficient_funds", null, 2, -1)]
    [InlineData("Declined", "insufficient_funds", "try_again_later", 0, null, "lost_card", "do_not_try_again", "Declined", "lost_card", "do_not_try_again", 0, null)]
    [InlineData("None", null, null, 0, null, "expired_card", null, "Declined", "expired_card", null, 0, null)]
    public void A_decline_is_remembered(
        string result, string? declined, string? advised, int noes, int? countedOn,
        string? code, string? advice,
        string resultAfter, string? declinedAfter, string? advisedAfter, int noesAfter, int? countedOnAfter)
    {
        var before = new ChargeRecord(Enum.Parse<ChargeResult>(result), declined, advised, noes, DayOf(countedOn));

        var after = before.AfterDecline(code, advice, Monday);

        Assert.Equal(new(Enum.Parse<ChargeResult>(resultAfter), declinedAfter, advisedAfter, noesAfter, DayOf(countedOnAfter)), after);
    }

    [Fact]
    public void A_success_breaks_the_row_of_noes()
    {
        var record = ChargeRecord.Succeeded.AfterDecline("do_not_honor", null, Monday);

        Assert.Equal(1, record.DeclinesInARow);
        Assert.Equal((0, (DateOnly?)null), (ChargeRecord.Succeeded.DeclinesInARow, ChargeRecord.Succeeded.CountedOn));
    }

    private static DateOnly? DayOf(int? days) => days is { } count ? Monday.AddDays(count) : null;
}

using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;

namespace MemberPortal.Web.Features.Desk;

/// <summary>What staff see first: what is owed, what is late, what came in. Amounts are minor units of <see cref="Currency"/>.</summary>
internal sealed record DeskOverview
{
    public required DateOnly Today { get; init; }

    /// <summary>The organisation's own; nothing is added up across currencies.</summary>
    public required string Currency { get; init; }

    public required Figure Owed { get; init; }
    public required Figure PastDue { get; init; }

    /// <summary>A row for each of the last days, the oldest first, also for those on which nothing came.</summary>
    public required IReadOnlyList<DaysTakings> Takings { get; init; }

    public required IReadOnlyList<LatestPayment> Latest { get; init; }
    public required IReadOnlyList<ClaimRow> Oldest { get; init; }

    public Figure Received => new() { Amount = Takings.Sum(day => day.Amount), Count = Takings.Sum(day => day.Count) };
    public DaysTakings BestDay => Takings.MaxBy(day => day.Amount)!;
}

internal sealed record Figure
{
    public required long Amount { get; init; }
    public required int Count { get; init; }
}

internal sealed record DaysTakings(DateOnly Day, long Amount, int Count);

internal sealed record LatestPayment
{
    public required string? MemberName { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required PaymentWay Way { get; init; }
    public required string? CardBrand { get; init; }
    public required string? Last4 { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required string? Title { get; init; }
    public required string ReceiptNumber { get; init; }
}

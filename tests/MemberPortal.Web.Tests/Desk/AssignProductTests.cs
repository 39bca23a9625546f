using MemberPortal.Billing.Products;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Members;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Desk;

/// <summary>Products given by hand (2-statuses.md, Assigned product).</summary>
public sealed class AssignProductTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(null)]
    public async Task A_product_given_by_hand_is_active_to_its_last_day_and_logged(int? days)
    {
        var (member, product) = (await portal.AddMemberAsync(), await portal.AddProductAsync());
        DateOnly? until = days is { } count ? Today.AddDays(count) : null;

        Assert.IsType<AssignProductOutcome.Assigned>(await AssignAsync(member.Number, product.Id, until));

        var held = Assert.Single((await portal.RunAsync<OverviewQuery, Overview>(query => query.OfAsync(member.Id, default))).Holdings);
        Assert.Equal((product.Name, AssignmentStatus.Active, until), (held.Name, held.Status, held.Covered?.LastDay));
        var audited = Assert.Single(await portal.AuditOfAsync(member));
        Assert.Equal(
            (AuditAct.ProductAssigned, "Selma Aasen", 1, "Won it in the raffle"), (audited.What, audited.By, audited.AccountId, audited.Comment));
        Assert.StartsWith(product.Name, audited.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_assignment_changes_not_one_row()
    {
        var (member, product) = (await portal.AddMemberAsync(), await portal.AddProductAsync());
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        Assert.IsType<AssignProductOutcome.OverAlready>(await AssignAsync(member.Number, product.Id, Today.AddDays(-1)));
        Assert.IsType<AssignProductOutcome.CommentMissing>(await AssignAsync(member.Number, product.Id, null, comment: null));
        Assert.IsType<AssignProductOutcome.NoSuchProduct>(await AssignAsync(member.Number, 99_999, null));
        Assert.IsType<AssignProductOutcome.NoSuchMember>(await AssignAsync(99_999, product.Id, null));

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    private Task<AssignProductOutcome> AssignAsync(int member, int product, DateOnly? until, string? comment = "Won it in the raffle") =>
        portal.RunAsync<AssignProduct, AssignProductOutcome>(assign => assign.RunAsync(member, product, until, comment, AtTheDesk.Selma, default));
}

using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.PaymentMethods;

/// <summary>What banks, networks and the provider's dashboard do to a method on file, without asking us.</summary>
public sealed class MethodChangesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_card_that_its_bank_renewed_has_its_date_and_digits_and_the_member_is_told_once()
    {
        var member = await portal.AddMemberAsync();
        var method = await portal.SetUpAsync(member);

        await portal.Stripe.RenewCardAsync(method.ProviderMethodId!, 6, 2036, "1881");
        await portal.EventsComeAsync();
        await portal.Stripe.RenewCardAsync(method.ProviderMethodId!, 6, 2036, "1881");   // told again
        await portal.EventsComeAsync();

        var renewed = (await portal.MethodOfAsync(member))!;
        Assert.Equal((method.ProviderMethodId, "1881", 6, 2036), (renewed.ProviderMethodId, renewed.Last4, renewed.ExpMonth, renewed.ExpYear));
        var mail = Assert.Single(await portal.MailsToAsync(member), m => m.Key.StartsWith("card-renewed:", StringComparison.Ordinal));
        Assert.Contains("1881", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("nothing to do", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired_card", ChargeResult.None)]
    [InlineData("lost_card", ChargeResult.None)]
    [InlineData("insufficient_funds", ChargeResult.Declined)]   // a new card fills no account
    public async Task What_the_bank_said_of_the_old_card_does_not_hold_for_the_new_one(string decline, ChargeResult after)
    {
        var member = await portal.AddMemberAsync();
        var method = await portal.SetUpAsync(member);
        await portal.WithDbAsync(db => db.PaymentMethods.Where(m => m.MemberId == member.Id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.LastResult, ChargeResult.Declined)
            .SetProperty(m => m.LastDecline, decline)));

        await portal.Stripe.RenewCardAsync(method.ProviderMethodId!, 6, 2036, "1881");
        await portal.EventsComeAsync();

        Assert.Equal(after, (await portal.MethodOfAsync(member))!.LastResult);
    }

    [Fact]
    public async Task A_method_detached_in_the_dashboard_is_off_the_file()
    {
        var member = await portal.AddMemberAsync();
        var method = await portal.SetUpAsync(member);

        await portal.Stripe.DetachAsync(method.ProviderMethodId!);
        await portal.EventsComeAsync();

        Assert.Null(await portal.MethodOfAsync(member));
    }

    [Fact]
    public async Task A_member_deleted_in_the_dashboard_has_no_method_and_may_add_one_again()
    {
        var member = await portal.AddMemberAsync();
        await portal.SetUpAsync(member);
        var customer = await portal.WithDbAsync(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.ProviderCustomerId).SingleAsync());

        await portal.Stripe.DeleteCustomerAsync(customer!);
        await portal.EventsComeAsync();

        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Equal("4242", (await portal.SetUpAsync(member)).Last4);
    }

    [Fact]
    public async Task The_report_of_a_method_that_was_replaced_is_handled_and_changes_nothing()
    {
        var member = await portal.AddMemberAsync();
        await portal.SetUpAsync(member);
        var now = await portal.SetUpAsync(member, "5555555555554444");
        await portal.KeptAtProviderAsync(member);

        await portal.EventsComeAsync();

        Assert.Equal(now.ProviderMethodId, (await portal.MethodOfAsync(member))!.ProviderMethodId);
        Assert.DoesNotContain(await portal.WithDbAsync(db => db.StripeInbox.AsNoTracking().ToListAsync()),
            e => e.Type == "payment_method.detached" && e.Outcome != EventOutcome.Handled);
    }
}
